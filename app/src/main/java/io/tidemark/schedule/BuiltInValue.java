package io.tidemark.schedule;

import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;

/** A value that the language has a name for. */
enum BuiltInValue implements ParameterExpression {
    /** The business date, {@code yyyymmdd}. */
    BIZDATE {
        @Override
        public ParameterValue evaluate(Cycle cycle) {
            return day(cycle.time().minusDays(1));
        }
    },
    /** The scheduled time, {@code yyyymmddhh24miss}. */
    CYCTIME {
        @Override
        public ParameterValue evaluate(Cycle cycle) {
            return new ParameterValue(
                    TimePattern.TO_THE_SECOND.format(cycle.time()),
                    Optional.of(cycle.time().toInstant()));
        }
    },
    /** The date of the scheduled time, {@code yyyymmdd}; also when the cycle runs late. */
    GMTDATE {
        @Override
        public ParameterValue evaluate(Cycle cycle) {
            return day(cycle.time());
        }
    },
    /**
     * The month of the business date, {@code yyyymm}, or the month before when the business date lies in the month of the
     * scheduled time. Either way this is the month before the scheduled time's.
     */
    BIZMONTH {
        @Override
        public ParameterValue evaluate(Cycle cycle) {
            return ParameterValue.of(TimePattern.MONTH.format(cycle.time().minusMonths(1)));
        }
    };

    private static ParameterValue day(ZonedDateTime time) {
        return ParameterValue.of(TimePattern.DAY.format(time));
    }

    /** The value of that name, written without the dollar sign. */
    static Optional<BuiltInValue> named(String name) {
        for (BuiltInValue value : values()) {
            if (value.word().equals(name)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean isConstant() {
        return false;
    }

    /** Whether the older form in braces exists too. */
    boolean isSystemParameter() {
        return this == BIZDATE || this == CYCTIME;
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In braces where that is possible, so that letters may follow. */
    @Override
    public String toString() {
        return isSystemParameter() ? "${bdp.system." + word() + "}" : "$" + word();
    }
}
