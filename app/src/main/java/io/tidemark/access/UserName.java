package io.tidemark.access;

import java.util.regex.Pattern;

/**
 * The name of a user of the console and the API.
 *
 * @param value 1 to 64 of {@code a-z 0-9 . _ @ -}, the first one a letter or digit; lower case only, so that no two users differ
 *     by case alone
 */
public record UserName(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException with a sentence, if the value has another one
     */
    public UserName {
        if (!isOne(value)) {
            throw new IllegalArgumentException(
                    "a user's name has 1 to 64 of a-z 0-9 . _ @ - and begins with a letter or digit");
        }
    }

    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
