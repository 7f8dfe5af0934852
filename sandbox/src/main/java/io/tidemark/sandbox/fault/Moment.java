package io.tidemark.sandbox.fault;

/** When a fault strikes: before the call has had its effect, which it then never has, or after it. */
public enum Moment {
    BEFORE,
    AFTER
}
