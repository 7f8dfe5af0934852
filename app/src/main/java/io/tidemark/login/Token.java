package io.tidemark.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** A secret of 256 random bits that a browser or a program carries. Only its hash is stored. */
public record Token(String text) {
    /** By which people, and programs that look for leaked secrets, know one. */
    private static final String OF_PROGRAM = "tidemark_";

    private static final SecureRandom RANDOM = new SecureRandom();

    static Token random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static Token ofProgram() {
        return new Token(OF_PROGRAM + random().text());
    }

    /** What is stored in place of the token. */
    String hash() {
        return sha256(text);
    }

    /** What a form of this session carries; it follows from the token and does not give it away. */
    public String formKey() {
        return sha256("form " + text);
    }

    /** Whether a form carried this session's key; takes the same time whatever it carried. */
    public boolean matchesForm(String key) {
        return MessageDigest.isEqual(
                formKey().getBytes(StandardCharsets.US_ASCII), key.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "Token";
    }
}
