package io.tidemark.sandbox.maxcompute.access;

/**
 * The one key pair that a server accepts.
 *
 * @param securityToken what a temporary key has to send along; empty for a lasting key
 */
public record Credentials(String accessId, String accessSecret, String securityToken) {
    public Credentials {
        if (accessId.isBlank() || accessSecret.isBlank()) {
            throw new IllegalArgumentException("An access key has an id and a secret.");
        }
    }

    /** A lasting key. */
    public static Credentials of(String accessId, String accessSecret) {
        return new Credentials(accessId, accessSecret, "");
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Credentials[" + accessId + "]";
    }
}
