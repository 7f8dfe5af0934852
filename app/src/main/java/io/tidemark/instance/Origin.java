package io.tidemark.instance;

/**
 * Why an instance exists. A task may have several instances of one cycle, each of another origin.
 *
 * @param number of the backfill or the request; 0 for the schedule
 */
public record Origin(Kind kind, long number) {
    /** Its schedule said so. */
    public static final Origin SCHEDULED = new Origin(Kind.SCHEDULED, 0);

    /** The ways in which instances come to be. */
    public enum Kind {
        SCHEDULED(""),
        /** It is one of many that fill in past cycles. */
        BACKFILLED("b"),
        /** A person wanted it to run once. */
        REQUESTED("r");

        private final String letter;

        Kind(String letter) {
            this.letter = letter;
        }
    }

    public Origin {
        if (kind == Kind.SCHEDULED ? number != 0 : number < 1) {
            throw new IllegalArgumentException("a backfill or request has a number from 1 on, the schedule has none");
        }
    }

    public static Origin backfilled(long number) {
        return new Origin(Kind.BACKFILLED, number);
    }

    public static Origin requested(long number) {
        return new Origin(Kind.REQUESTED, number);
    }

    /** Whether it is none but its schedule. */
    public boolean isSchedule() {
        return kind == Kind.SCHEDULED;
    }

    /**
     * Reads the text form back.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Origin parse(String text) {
        if (text.equals(SCHEDULED.toString())) {
            return SCHEDULED;
        }
        for (Kind kind : Kind.values()) {
            if (kind != Kind.SCHEDULED && text.matches(kind.letter + "[1-9][0-9]{0,17}")) {
                return new Origin(kind, Long.parseLong(text.substring(1)));
            }
        }
        throw new IllegalArgumentException("`" + text + "` is no origin; write b17 for backfill 17, r3 for request 3");
    }

    /** {@code scheduled}, {@code b17} or {@code r3}, as it stands in ids, tables and answers. */
    @Override
    public String toString() {
        return kind == Kind.SCHEDULED ? "scheduled" : kind.letter + number;
    }
}
