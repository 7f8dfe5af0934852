package io.tidemark.sync;

/** Stable name of the history of one sync task over one stream: {@code workflow/task}, or the name given to a bare script. */
public record ChainId(String value) {
    private static final int LONGEST = 400;

    public ChainId {
        if (value.isBlank() || value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a chain is named by 1 to " + LONGEST + " characters without control characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
