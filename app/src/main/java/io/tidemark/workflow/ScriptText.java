package io.tidemark.workflow;

import java.nio.file.Path;

/**
 * A sync script as it was written.
 *
 * @param file where it was read: for people, and to look for data sources at; need not be there any more
 */
public record ScriptText(Path file, String text) {}
