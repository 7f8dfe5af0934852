package io.tidemark.doctor;

import java.util.Locale;

/**
 * What came out of trying one assumption.
 *
 * @param evidence one or more sentences: what was seen, or why nothing was
 */
public record Finding(Assumption assumption, Verdict verdict, String evidence) {
    /** Whether it holds. */
    public enum Verdict {
        HELD,
        DID_NOT_HOLD,
        COULD_NOT_BE_CHECKED;

        /** In words. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static Finding seen(Assumption assumption, boolean held, String evidence) {
        return new Finding(assumption, held ? Verdict.HELD : Verdict.DID_NOT_HOLD, evidence);
    }

    static Finding unseen(Assumption assumption, String why) {
        return new Finding(assumption, Verdict.COULD_NOT_BE_CHECKED, why);
    }

    /** As {@code held: sentence. Evidence.} */
    @Override
    public String toString() {
        return verdict + ": " + assumption.sentence() + ". " + evidence;
    }
}
