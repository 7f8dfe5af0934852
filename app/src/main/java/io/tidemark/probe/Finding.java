package io.tidemark.probe;

/**
 * What came out of one check.
 *
 * @param sentence what was seen
 * @param advice what to do about it; empty unless it failed
 */
public record Finding(Check check, Verdict verdict, String sentence, String advice) {
    /** How it came out. */
    public enum Verdict {
        OK,
        FAILED,
        /** Something before it failed, or the service does not tell. */
        UNKNOWN
    }

    static Finding ok(Check check, String sentence) {
        return new Finding(check, Verdict.OK, sentence, "");
    }

    static Finding failed(Check check, String sentence, String advice) {
        return new Finding(check, Verdict.FAILED, sentence, advice);
    }

    static Finding unknown(Check check, String sentence) {
        return new Finding(check, Verdict.UNKNOWN, sentence, "");
    }
}
