package io.tidemark.operator;

import io.tidemark.access.Actor;

/**
 * A decision with what it takes to carry it out.
 *
 * @param by who decides
 */
public record DecisionRequest(Decision decision, SourceHint source, Actor by) {}
