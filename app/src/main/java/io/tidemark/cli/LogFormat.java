package io.tidemark.cli;

/** How a running operator writes its log. */
public enum LogFormat {
    /** A line for people. */
    TEXT,
    /** One JSON object a line, and nothing else on standard error. */
    JSON
}
