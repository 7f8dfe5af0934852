package io.tidemark.workflow;

/** When people may let an instance run again. */
public enum RerunPolicy {
    ALWAYS,
    /** Only after it has failed. */
    ON_FAILURE,
    /** Never; and no attempt follows a failed one by itself either. */
    NEVER
}
