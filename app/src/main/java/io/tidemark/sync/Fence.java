package io.tidemark.sync;

import java.security.SecureRandom;
import java.util.HexFormat;

/** A random token that a claim leaves on its window; whoever comes with an older one is refused. Never used twice. */
public record Fence(String value) {
    private static final SecureRandom RANDOM = new SecureRandom();

    public static Fence random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return new Fence(HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
