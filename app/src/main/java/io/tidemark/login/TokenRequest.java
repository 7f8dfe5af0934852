package io.tidemark.login;

import io.tidemark.access.Permission;
import io.tidemark.access.UserName;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A token that somebody wants for a program.
 *
 * @param user in whose name it acts
 * @param label what it is for; 1 to 100 characters
 * @param permissions at least one; it never permits more than the user's role does
 * @param valid for how long, up to {@link #LONGEST}
 */
public record TokenRequest(UserName user, String label, Set<Permission> permissions, Duration valid) {
    public static final Duration LONGEST = Duration.ofDays(366);

    private static final int LONGEST_LABEL = 100;

    /**
     * Checks what is wanted.
     *
     * @throws IllegalArgumentException with a sentence
     */
    public TokenRequest {
        if (label.isBlank() || label.length() > LONGEST_LABEL) {
            throw new IllegalArgumentException("a label has 1 to " + LONGEST_LABEL + " characters");
        }
        if (permissions.isEmpty()) {
            throw new IllegalArgumentException("a token permits something: " + Permission.words());
        }
        if (valid.isNegative() || valid.isZero() || valid.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a token is valid for up to " + LONGEST.toDays() + " days");
        }
        permissions = Collections.unmodifiableSet(EnumSet.copyOf(permissions));
    }
}
