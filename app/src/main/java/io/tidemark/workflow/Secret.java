package io.tidemark.workflow;

import java.util.regex.Pattern;

/** A value that never prints: not in a log, a page, an answer, an error or a stored job. */
public final class Secret {
    private static final Pattern NAME =
            Pattern.compile("password|passwd|secret|token|access_?(key|id)", Pattern.CASE_INSENSITIVE);

    private final String value;

    /** From now on nothing that is logged, stored as a sentence or answered has this value in it; see {@link KnownSecrets}. */
    public Secret(String value) {
        this.value = value;
        KnownSecrets.learn(value);
    }

    /** The value itself; only for the client that has to sign with it. */
    public String reveal() {
        return value;
    }

    /** Whether something of this name is likely to hold one. */
    public static boolean isLikelyBehind(String name) {
        return NAME.matcher(name).find();
    }

    @Override
    public String toString() {
        return "***";
    }
}
