package io.tidemark.operator;

/**
 * A decision with what it takes to carry it out.
 *
 * @param by who decides, as the operating system knows them
 */
public record DecisionRequest(Decision decision, SourceHint source, String by) {}
