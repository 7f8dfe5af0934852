package io.tidemark.operator;

/** Rounds without a ticker, for tests of other rooms. */
public final class Rounded {
    private Rounded() {}

    /** Every step was taken, and none failed. */
    public static void whole(Rounds rounds) {
        rounds.ended(true, 0);
    }
}
