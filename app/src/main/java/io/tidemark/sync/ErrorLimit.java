package io.tidemark.sync;

import io.tidemark.attempt.Counts;
import java.math.BigDecimal;

/** How many rows may be left out of a window because a value does not fit. With more, nothing of it becomes visible. */
public sealed interface ErrorLimit {
    /** None. */
    ErrorLimit NONE = new Records(0);

    /** Whether a window that has been read to its end has too many. */
    boolean isExceeded(Counts counts);

    /** Whether there are too many already, whatever is still to be read. */
    boolean isExceededForGood(long dirty);

    /** As the rest of a sentence: what is allowed. */
    String allowed();

    /** A number of rows; 0 or more. */
    record Records(long most) implements ErrorLimit {
        public Records {
            if (most < 0) {
                throw new IllegalArgumentException("a limit is never negative");
            }
        }

        @Override
        public boolean isExceeded(Counts counts) {
            return isExceededForGood(counts.dirty());
        }

        @Override
        public boolean isExceededForGood(long dirty) {
            return dirty > most;
        }

        @Override
        public String allowed() {
            return most + " are allowed";
        }
    }

    /** A share of all rows, written or left out; 0 to 1, both inclusive. */
    record Share(BigDecimal most) implements ErrorLimit {
        public Share {
            if (most.signum() < 0 || most.compareTo(BigDecimal.ONE) > 0) {
                throw new IllegalArgumentException("a share is from 0 to 1");
            }
        }

        @Override
        public boolean isExceeded(Counts counts) {
            BigDecimal all = BigDecimal.valueOf(counts.written()).add(BigDecimal.valueOf(counts.dirty()));
            return BigDecimal.valueOf(counts.dirty()).compareTo(most.multiply(all)) > 0;
        }

        @Override
        public boolean isExceededForGood(long dirty) {
            return most.signum() == 0 && dirty > 0;
        }

        @Override
        public String allowed() {
            return "a share of " + most.toPlainString() + " is allowed";
        }
    }
}
