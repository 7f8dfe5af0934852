package io.tidemark.schedule;

import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;

/** A value that the language has a name for. */
enum BuiltInValue implements ParameterExpression {
    /** The business date, {@code yyyymmdd}. */
    BIZDATE {
        @Override
        public ParameterValue evaluate(Occasion occasion) {
            return day(occasion.cycle().time().minusDays(1));
        }
    },
    /** The scheduled time, {@code yyyymmddhh24miss}. */
    CYCTIME {
        @Override
        public ParameterValue evaluate(Occasion occasion) {
            ZonedDateTime time = occasion.cycle().time();
            return new ParameterValue(TimePattern.TO_THE_SECOND.format(time), Optional.of(time.toInstant()));
        }
    },
    /** The date of the scheduled time, {@code yyyymmdd}; also when the cycle runs late. */
    GMTDATE {
        @Override
        public ParameterValue evaluate(Occasion occasion) {
            return day(occasion.cycle().time());
        }
    },
    /**
     * The month of the business date, {@code yyyymm}, or the month before when the business date lies in the month of the
     * scheduled time. Either way this is the month before the scheduled time's.
     */
    BIZMONTH {
        @Override
        public ParameterValue evaluate(Occasion occasion) {
            return ParameterValue.of(
                    TimePattern.MONTH.format(occasion.cycle().time().minusMonths(1)));
        }
    },
    /** The workflow's name. DataWorks puts a number here. */
    JOBID {
        @Override
        public ParameterValue evaluate(Occasion occasion) {
            return ParameterValue.of(names(occasion).task().workflow());
        }
    },
    /** The task, {@code workflow/task}. DataWorks puts a number here. */
    NODEID {
        @Override
        public ParameterValue evaluate(Occasion occasion) {
            return ParameterValue.of(names(occasion).task().toString());
        }
    },
    /** The instance, {@code workflow/task@2026-11-22T10:05+08:00}. DataWorks puts a number here. */
    TASKID {
        @Override
        public ParameterValue evaluate(Occasion occasion) {
            return ParameterValue.of(names(occasion).instance());
        }
    };

    private static ParameterValue day(ZonedDateTime time) {
        return ParameterValue.of(TimePattern.DAY.format(time));
    }

    Occasion.Names names(Occasion occasion) {
        return occasion.names()
                .orElseThrow(() -> new IllegalArgumentException(
                        "`" + this + "` is known in a task of a workflow only; write the value itself here"));
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

    @Override
    public boolean namesTask() {
        return this == JOBID || this == NODEID || this == TASKID;
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
