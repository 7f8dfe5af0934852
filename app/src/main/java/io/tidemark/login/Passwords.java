package io.tidemark.login;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.tidemark.access.UserName;
import io.tidemark.attempt.Failure;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Hashes passwords with Argon2id, at the costs that OWASP's password storage cheat sheet names first for it (19 MiB, two passes, one
 * lane), and compares them. Each call takes a good tenth of a second of a core on purpose; a few run at a time. Thread-safe.
 */
public final class Passwords {
    private static final int SHORTEST = 12;

    /** Far more than anybody types; hashing what a stranger sends has to end. */
    private static final int LONGEST = 200;

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int AT_ONCE = 2;
    private static final long PATIENCE_SECONDS = 10;

    private final Argon2Function argon2 = Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final String nobodys = hashed(Token.random().text());

    /**
     * Hashes a new password.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code WEAK_PASSWORD}, EXTERNAL {@code TOO_MANY_LOGINS}
     */
    String hash(String password, UserName of) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw weak("A password has " + SHORTEST + " to " + LONGEST + " characters; this one has "
                    + password.length() + ".");
        }
        if (password.toLowerCase(Locale.ROOT).contains(of.value()) && of.value().length() * 2 >= password.length()) {
            throw weak("This password is little more than the user's name.");
        }
        if (password.chars().distinct().count() < SHORTEST / 2) {
            throw weak("This password has too few different characters.");
        }
        return inTurn(() -> hashed(password));
    }

    private static RuntimeException weak(String sentence) {
        return Failure.user(
                        "WEAK_PASSWORD",
                        sentence,
                        "Choose another one, such as four words that have nothing in common.")
                .asException();
    }

    /**
     * Whether this is the password; without a hash it is not, and that takes as long to find out.
     *
     * @throws io.tidemark.attempt.FailureException EXTERNAL {@code TOO_MANY_LOGINS}
     */
    boolean matches(String password, Optional<String> hash) {
        String tried = password.length() > LONGEST ? "" : password;
        boolean same = inTurn(() -> Password.check(tried, hash.orElse(nobodys))
                .with(Argon2Function.getInstanceFromHash(hash.orElse(nobodys))));
        return same && hash.isPresent();
    }

    private String hashed(String password) {
        return Password.hash(password).addRandomSalt(SALT_BYTES).with(argon2).getResult();
    }

    private <T> T inTurn(java.util.function.Supplier<T> work) {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private static RuntimeException busy() {
        return Failure.external("TOO_MANY_LOGINS", "Too many people are logging in at once.", "Try again in a minute.")
                .asException();
    }
}
