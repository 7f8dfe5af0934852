package io.tidemark.probe;

/** What is looked at, in this order. */
public enum Check {
    /** Its host name leads to an address. */
    HOST,
    /** Somebody accepts connections there. */
    PORT,
    /** They have a certificate for that name which this machine trusts; not looked at where the endpoint is plain HTTP. */
    CERTIFICATE,
    /** The clocks on both sides agree, as signatures need it. */
    CLOCK,
    /** The key is let in to the instance or the project. */
    KEY,
    /** A table can be used as a sync uses it. */
    TABLE
}
