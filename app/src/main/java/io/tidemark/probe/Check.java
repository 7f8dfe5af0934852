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
    /** The other address that rows go to can be reached; not looked at where there is none. */
    TUNNEL,
    /** A table can be used as a sync uses it. */
    TABLE,
    /** One thing that the key must be allowed to do; there is a finding for each. */
    PERMISSION
}
