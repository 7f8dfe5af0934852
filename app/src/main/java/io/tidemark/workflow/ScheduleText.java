package io.tidemark.workflow;

/** When cycles are due, as it was written: a cron expression of six fields whose second is 00. */
public record ScheduleText(String cron) {
    @Override
    public String toString() {
        return cron;
    }
}
