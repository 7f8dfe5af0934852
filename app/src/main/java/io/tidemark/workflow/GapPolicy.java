package io.tidemark.workflow;

/** What happens when a window is asked for that begins behind the end of the last one. */
public enum GapPolicy {
    /** The window begins where the last one ended: nothing is left out. */
    EXTEND,
    /** The window is refused. */
    FAIL,
    /** What lies between is left out, and written down as left out. */
    ACCEPT
}
