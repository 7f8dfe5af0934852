package io.tidemark.workflow;

import java.time.Duration;

/** When cycles are due, as it was written. */
public sealed interface ScheduleText {
    /** A cron expression of six fields whose second is 00. */
    record Cron(String expression) implements ScheduleText {
        @Override
        public String toString() {
            return expression;
        }
    }

    /**
     * At even steps from midnight on, every day.
     *
     * @param interval whole minutes, and an even part of a day: 1m, 5m, 90m, 6h
     */
    record Every(Duration interval) implements ScheduleText {
        private static final long DAY = Duration.ofDays(1).toMinutes();

        public Every {
            long minutes = interval.toMinutes();
            if (minutes < 1 || !interval.equals(Duration.ofMinutes(minutes)) || DAY % minutes != 0) {
                throw new IllegalArgumentException(
                        "an interval is whole minutes that divide a day evenly, such as 1m, 5m, 15m, 1h, 6h or 1d");
            }
        }

        @Override
        public String toString() {
            return "every " + interval.toMinutes() + "m";
        }
    }
}
