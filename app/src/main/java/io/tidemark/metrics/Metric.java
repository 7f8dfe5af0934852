package io.tidemark.metrics;

import java.util.List;

/**
 * Every metric that there is. Whatever is exposed comes from here, and so do the document, the board and the alert rules: their tests
 * look names and labels up here. No label has a value that a stranger chooses: they are states, kinds, and names of declared tasks.
 */
public enum Metric {
    BUILD(
            Kind.GAUGE,
            "tidemark_build",
            "",
            "Always 1; the labels say which version of Tidemark runs on which Java",
            "version",
            "java"),
    TICKER_AGE(
            Kind.GAUGE,
            "tidemark_ticker_age_seconds",
            "seconds",
            "Time since the ticker last took all its steps, which it does about once a second; since the start before the first time"),
    TICKER_FAILING_STEPS(
            Kind.GAUGE, "tidemark_ticker_failing_steps", "steps", "Steps of the ticker that fail; the log names them"),
    WORKERS_UP(Kind.GAUGE, "tidemark_workers_up", "", "1 while the workers of this node take attempts, else 0"),
    DATABASE_UP(
            Kind.GAUGE,
            "tidemark_database_up",
            "",
            "1 while the database answers within 2 s, else 0; then all that is read from it is NaN or absent"),
    DATABASE_READ(
            Kind.GAUGE,
            "tidemark_database_read_seconds",
            "seconds",
            "How long it took to read the figures of this page from the database, which is done every 5 s at most"),
    DATABASE_CLOCK_OFFSET(
            Kind.GAUGE,
            "tidemark_database_clock_offset_seconds",
            "seconds",
            "Clock of the database minus clock of this machine; 0 for the embedded one. Schedules go by the database's"),
    INSTANCES(
            Kind.GAUGE,
            "tidemark_instances",
            "instances",
            "Instances that are due and have not succeeded",
            true,
            "state"),
    TASK_OVERDUE(
            Kind.GAUGE,
            "tidemark_task_overdue_seconds",
            "seconds",
            "For how long the longest due instance of a task has been due that should go on by itself; 0 if there is none, and while"
                    + " the task is paused",
            true,
            "workflow",
            "task"),
    TASKS_PAUSED(Kind.GAUGE, "tidemark_tasks_paused", "tasks", "Tasks that a person has paused", true),
    ATTEMPTS(
            Kind.GAUGE,
            "tidemark_attempts",
            "attempts",
            "Attempts that wait for a worker (QUEUED) or have one (RUNNING)",
            true,
            "state"),
    SLOTS(Kind.GAUGE, "tidemark_slots", "slots", "How many attempts may be queued or running at once: slots.all"),
    SLOTS_USED(
            Kind.GAUGE,
            "tidemark_slots_used",
            "slots",
            "Slots that are taken by attempts that are queued or running",
            true),
    CHAIN_BEHIND(
            Kind.GAUGE,
            "tidemark_chain_behind_seconds",
            "seconds",
            "Now minus the head of the task's chain: changes that are younger have not been read. Absent before its first window",
            true,
            "workflow",
            "task"),
    CHAINS_STOPPED(Kind.GAUGE, "tidemark_chains_stopped", "chains", "Chains that are stopped, to be recovered", true),
    WINDOWS_UNDECIDED(
            Kind.GAUGE,
            "tidemark_windows_undecided",
            "windows",
            "Windows of which nobody can say whether they were committed, until a person does",
            true),
    ATTEMPTS_ENDED(
            Kind.COUNTER,
            "tidemark_attempts_ended_total",
            "attempts",
            "Attempts that have ended; failure is NONE unless the outcome is FAILED",
            "workflow",
            "task",
            "outcome",
            "failure"),
    ATTEMPT_DURATION(
            Kind.HISTOGRAM,
            "tidemark_attempt_duration_seconds",
            "seconds",
            "How long attempts took from their claim to their end",
            "workflow",
            "task"),
    ATTEMPT_DELAY(
            Kind.HISTOGRAM,
            "tidemark_attempt_delay_seconds",
            "seconds",
            "How long after its due time the first attempt of an instance of the schedule began, whatever it waited for"),
    RECORDS_READ(
            Kind.COUNTER,
            "tidemark_records_read_total",
            "records",
            "Records of their windows that attempts have read, however they ended",
            "workflow",
            "task"),
    ROWS_WRITTEN(
            Kind.COUNTER,
            "tidemark_rows_written_total",
            "rows",
            "Rows that attempts which succeeded have written",
            "workflow",
            "task"),
    ROWS_DIRTY(
            Kind.COUNTER,
            "tidemark_rows_dirty_total",
            "rows",
            "Rows that attempts have left out because a value did not fit its column, however they ended",
            "workflow",
            "task"),
    RECORDS_SKIPPED(
            Kind.COUNTER,
            "tidemark_records_skipped_total",
            "records",
            "Records that the mode of a task cannot carry, such as row deletes, however the attempt ended",
            "workflow",
            "task"),
    BYTES_READ(
            Kind.COUNTER,
            "tidemark_bytes_read_total",
            "bytes",
            "Size of the records read, as they came from the source",
            "workflow",
            "task"),
    HTTP_ANSWERS(
            Kind.COUNTER,
            "tidemark_http_answers_total",
            "answers",
            "Answers of the console's port by the first digit of their status",
            "status"),
    MEMORY_USED(Kind.GAUGE, "jvm_memory_used_bytes", "bytes", "Memory of the Java machine in use", "area"),
    MEMORY_MAX(
            Kind.GAUGE,
            "jvm_memory_max_bytes",
            "bytes",
            "What that memory may grow to; NaN if nothing limits it",
            "area"),
    GC_COLLECTIONS(Kind.COUNTER, "jvm_gc_collections_total", "collections", "Collections of garbage", "collector"),
    GC_TIME(Kind.COUNTER, "jvm_gc_seconds_total", "seconds", "Time spent on collecting garbage", "collector"),
    THREADS(Kind.GAUGE, "jvm_threads", "threads", "Live threads"),
    CPU_TIME(Kind.COUNTER, "process_cpu_seconds_total", "seconds", "CPU time of this process"),
    UPTIME(Kind.GAUGE, "process_uptime_seconds", "seconds", "Time since this process started");

    /** What a metric does over time. */
    public enum Kind {
        /** Goes up and down. */
        GAUGE,
        /** Only goes up while a process lives, and begins at 0 with the next one. */
        COUNTER,
        /** Counts by upper bounds; exposed as {@code _bucket}, {@code _sum}, {@code _count} and {@code _max}. */
        HISTOGRAM
    }

    private final Kind kind;
    private final String text;
    private final String unit;
    private final String help;
    private final boolean ofDatabase;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes none that changes
    private final List<String> labels;

    Metric(Kind kind, String text, String unit, String help, String... labels) {
        this(kind, text, unit, help, false, labels);
    }

    Metric(Kind kind, String text, String unit, String help, boolean ofDatabase, String... labels) {
        this.kind = kind;
        this.text = text;
        this.unit = unit;
        this.help = help;
        this.ofDatabase = ofDatabase;
        this.labels = List.of(labels);
    }

    public Kind kind() {
        return kind;
    }

    /** As it is exposed, with the suffix of its kind or unit. */
    public String text() {
        return text;
    }

    /** Of one; empty if it has none. */
    public String unit() {
        return unit;
    }

    /** One sentence without its full stop. */
    public String help() {
        return help;
    }

    /** Whether it is read from the database, so that every node that shares it says the same. */
    public boolean ofDatabase() {
        return ofDatabase;
    }

    /** Names of its labels, in the order of their values. */
    public List<String> labels() {
        return labels;
    }

    /** The names of all series that it is exposed as. */
    public List<String> series() {
        return kind == Kind.HISTOGRAM
                ? List.of(text + "_bucket", text + "_sum", text + "_count", text + "_max")
                : List.of(text);
    }
}
