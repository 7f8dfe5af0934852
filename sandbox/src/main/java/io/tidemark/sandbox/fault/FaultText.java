package io.tidemark.sandbox.fault;

import io.tidemark.sandbox.time.Span;
import java.util.Arrays;
import java.util.Locale;

/** Faults as people write them: a word, after {@code =} what belongs to it, and {@code @after} to strike after the effect. */
public final class FaultText {

    private static final String AFTER = "@after";

    private FaultText() {}

    /**
     * The fault of this text.
     *
     * @throws IllegalArgumentException with one sentence if it is none
     */
    public static Fault parse(String text) {
        String whole = text.strip();
        Moment moment = whole.endsWith(AFTER) ? Moment.AFTER : Moment.BEFORE;
        String plain = moment == Moment.AFTER ? whole.substring(0, whole.length() - AFTER.length()) : whole;
        int equals = plain.indexOf('=');
        String word = equals < 0 ? plain : plain.substring(0, equals);
        String rest = equals < 0 ? "" : plain.substring(equals + 1);
        Fault fault = fault(word, rest, moment, whole);
        if (!text(fault).contains("=") && equals >= 0) {
            throw new IllegalArgumentException("The fault '" + word + "' takes no '=': write '" + text(fault) + "'.");
        }
        if (moment == Moment.AFTER && !text(fault).endsWith(AFTER)) {
            throw new IllegalArgumentException("The fault '" + word + "' takes no '@after': its moment is its own.");
        }
        return fault;
    }

    private static Fault fault(String word, String rest, Moment moment, String whole) {
        return switch (word) {
            case "latency" -> new Fault.Latency(Span.parse(rest), moment);
            case "reset" -> new Fault.Reset(moment);
            case "refused" -> new Fault.Refused(Span.parse(rest));
            case "half" -> new Fault.HalfAnswer();
            case "status" -> new Fault.Status(number(word, rest), moment);
            case "error" -> new Fault.ErrorCode(code(rest), moment);
            case "bad-signature" -> new Fault.BadSignature();
            case "skew" -> new Fault.ClockSkew(Span.parseSigned(rest));
            case "pages" -> new Fault.SmallPages(number(word, rest));
            case "shards" -> new Fault.Reshape(one(word, rest, ShardChange.values()));
            case "trim" -> new Fault.TrimOldest(number(word, rest));
            case "slow-commit" -> new Fault.SlowCommit(Span.parse(rest));
            case "recommit-conflict" -> new Fault.RecommitConflict();
            case "session" -> new Fault.EndSession(one(word, rest, SessionEnd.values()));
            case "cut-block" -> new Fault.CutBlock(number(word, rest));
            default ->
                throw new IllegalArgumentException("There is no fault '" + whole
                        + "': it begins with latency, reset, refused, half, status, error, bad-signature, skew, pages,"
                        + " shards, trim, slow-commit, recommit-conflict, session, or cut-block.");
        };
    }

    /** The text that {@link #parse} reads back. */
    public static String text(Fault fault) {
        if (fault instanceof Fault.Latency latency) {
            return "latency=" + Span.text(latency.time()) + at(latency.moment());
        } else if (fault instanceof Fault.Reset reset) {
            return "reset" + at(reset.moment());
        } else if (fault instanceof Fault.Refused refused) {
            return "refused=" + Span.text(refused.time());
        } else if (fault instanceof Fault.HalfAnswer) {
            return "half";
        } else if (fault instanceof Fault.Status status) {
            return "status=" + status.status() + at(status.moment());
        } else if (fault instanceof Fault.ErrorCode error) {
            return "error=" + error.code() + at(error.moment());
        } else if (fault instanceof Fault.BadSignature) {
            return "bad-signature";
        } else if (fault instanceof Fault.ClockSkew skew) {
            return "skew=" + Span.text(skew.by());
        } else if (fault instanceof Fault.SmallPages pages) {
            return "pages=" + pages.size();
        } else if (fault instanceof Fault.Reshape reshape) {
            return "shards=" + reshape.change();
        } else if (fault instanceof Fault.TrimOldest trim) {
            return "trim=" + trim.records();
        } else if (fault instanceof Fault.SlowCommit slow) {
            return "slow-commit=" + Span.text(slow.time());
        } else if (fault instanceof Fault.RecommitConflict) {
            return "recommit-conflict";
        } else if (fault instanceof Fault.EndSession session) {
            return "session=" + session.end();
        } else if (fault instanceof Fault.CutBlock cut) {
            return "cut-block=" + cut.bytes();
        }
        throw new IllegalStateException("A fault has no text: " + fault);
    }

    private static String at(Moment moment) {
        return moment == Moment.AFTER ? AFTER : "";
    }

    private static int number(String word, String rest) {
        try {
            return Integer.parseInt(rest);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("After '" + word + "=' comes a whole number, not '" + rest + "'.", e);
        }
    }

    private static String code(String rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("After 'error=' comes a code, such as OTSServerBusy.");
        }
        return rest;
    }

    private static <E extends Enum<E>> E one(String word, String rest, E[] values) {
        for (E value : values) {
            if (value.toString().equals(rest.toLowerCase(Locale.ROOT))) {
                return value;
            }
        }
        throw new IllegalArgumentException(
                "After '" + word + "=' comes one of " + Arrays.toString(values) + ", not '" + rest + "'.");
    }
}
