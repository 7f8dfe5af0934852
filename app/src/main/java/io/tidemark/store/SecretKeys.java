package io.tidemark.store;

import static java.util.Objects.requireNonNull;

import io.tidemark.attempt.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what the database may hold but not know, with AES-256 in GCM (NIST SP 800-38D; random nonces of 96 bits, tags of 128). The
 * keys are in the file {@code secrets.key} of the data directory, which only its owner may read and which no backup contains: a line
 * a key, its number first; the last one seals. Thread-safe.
 */
public final class SecretKeys {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String AES = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Path file;

    public SecretKeys(DataDirectory directory) {
        this(directory.path().resolve("secrets.key"));
    }

    /** Keys of a file that need not be there. */
    public SecretKeys(Path file) {
        this.file = file;
    }

    /**
     * Seals a text; makes the first key if there is none.
     *
     * @param context what it belongs to; only the same opens it again
     * @throws io.tidemark.attempt.FailureException USER {@code KEY_FILE}
     */
    public synchronized String seal(String text, String context) {
        Map<Integer, byte[]> keys = read();
        if (keys.isEmpty()) {
            keys.put(1, random(KEY_BYTES));
            write(keys);
        }
        int number = newest(keys);
        byte[] nonce = random(NONCE_BYTES);
        byte[] sealed = cipher(
                Cipher.ENCRYPT_MODE,
                requireNonNull(keys.get(number)),
                nonce,
                context,
                text.getBytes(StandardCharsets.UTF_8));
        byte[] both = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, both, nonce.length, sealed.length);
        return number + ":" + Base64.getEncoder().encodeToString(both);
    }

    /**
     * Opens what was sealed.
     *
     * @return empty if its key is gone, or it was not sealed for this context
     * @throws io.tidemark.attempt.FailureException USER {@code KEY_FILE}
     */
    public synchronized Optional<String> open(String sealed, String context) {
        String[] parts = sealed.split(":", 2);
        byte[] key = read().get(Integer.valueOf(parts[0]));
        if (key == null) {
            return Optional.empty();
        }
        byte[] both = Base64.getDecoder().decode(parts[1]);
        byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
        byte[] text = Arrays.copyOfRange(both, NONCE_BYTES, both.length);
        try {
            return Optional.of(
                    new String(cipher(Cipher.DECRYPT_MODE, key, nonce, context, text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException tampered) {
            return Optional.empty();
        }
    }

    /** Makes a key that seals from now on; earlier ones still open. */
    public synchronized void renew() {
        Map<Integer, byte[]> keys = read();
        keys.put(keys.isEmpty() ? 1 : newest(keys) + 1, random(KEY_BYTES));
        write(keys);
    }

    /** Forgets all keys but the one that seals; what was sealed with them never opens again. */
    public synchronized void forgetOlder() {
        Map<Integer, byte[]> keys = read();
        if (!keys.isEmpty()) {
            int newest = newest(keys);
            keys.keySet().removeIf(number -> number != newest);
            write(keys);
        }
    }

    private static int newest(Map<Integer, byte[]> keys) {
        return keys.keySet().stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    private static byte[] cipher(int mode, byte[] key, byte[] nonce, String context, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance(AES);
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not sealed with this key for this context", e);
        }
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    private Map<Integer, byte[]> read() {
        Map<Integer, byte[]> keys = new LinkedHashMap<>();
        if (Files.notExists(file)) {
            return keys;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.strip().split(" ", 2);
                byte[] key = Base64.getDecoder().decode(words[words.length - 1]);
                if (key.length != KEY_BYTES || words.length != 2) {
                    throw new IllegalArgumentException("not a key");
                }
                keys.put(Integer.valueOf(words[0]), key);
            }
            return keys;
        } catch (IOException | IllegalArgumentException e) {
            throw unusable("it cannot be read", e);
        }
    }

    /** At once or not at all. */
    private void write(Map<Integer, byte[]> keys) {
        StringBuilder text = new StringBuilder();
        keys.forEach((number, key) -> text.append(number)
                .append(' ')
                .append(Base64.getEncoder().encodeToString(key))
                .append('\n'));
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.deleteIfExists(next);
            Files.createFile(next, DataDirectory.ownerOnly("rw-------"));
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unusable("it cannot be written", e);
        }
    }

    private RuntimeException unusable(String why, Exception cause) {
        return Failure.user(
                        "KEY_FILE",
                        "The key file " + file + " cannot be used: " + why + ".",
                        "Put it back from where you keep a copy of it; without it, remove the data sources that were added to"
                                + " the operator, and add them anew.")
                .asException(cause);
    }
}
