package io.tidemark.maxcompute;

/**
 * The tunnel answered, and not with success.
 *
 * @see MaxComputeFailures
 */
final class TunnelRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /**
     * A refusal as it was answered.
     *
     * @param status of HTTP
     * @param code of the service, such as {@code StatusConflict}; empty when whoever answered is not the tunnel
     * @param text of the service, for people
     */
    TunnelRefusal(int status, String code, String text) {
        super(text);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    /**
     * Whether the tunnel says that it does not know the upload session. What else can be missing has codes of its own, and a
     * bare 404 may come from anything between here and the tunnel: neither says anything about the session.
     */
    boolean saysSessionUnknown() {
        return status == 404
                && !code.isEmpty()
                && !code.equals("NoSuchProject")
                && !code.equals("NoSuchSchema")
                && !code.equals("NoSuchTable")
                && !code.equals("NoSuchPartition")
                && !code.equals("NoSuchVolume")
                && !code.equals("NoSuchObject");
    }
}
