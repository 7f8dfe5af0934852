package io.tidemark.jobs;

import io.tidemark.config.Settings;
import io.tidemark.config.SettingsFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code dashboard-config/jobrunr.yaml}.
 *
 * @param pollInterval how often a server reports that it is alive and looks for work unasked; JobRunr allows no less than 5 s
 * @param workers attempts that run at the same time on this node
 * @param keepSucceededJobs how long a succeeded job is listed as such
 * @param keepDeletedJobs how long after that it is listed as deleted
 * @param gracefulStop how long running jobs may go on when the server stops
 * @param jobLogLines lines of a job's log; they are stored inside the job and written again at every poll while it runs
 */
public record JobSettings(
        Duration pollInterval,
        int workers,
        Duration keepSucceededJobs,
        Duration keepDeletedJobs,
        Duration gracefulStop,
        int jobLogLines) {
    public static final JobSettings DEFAULTS = new JobSettings(
            Duration.ofSeconds(5), 8, Duration.ofHours(36), Duration.ofHours(72), Duration.ofSeconds(10), 300);

    /**
     * Reads the file.
     *
     * @param directory where a {@code jobrunr.yaml} may stand that is used instead of the shipped one
     * @throws io.tidemark.workflow.InvalidDefinitionException with everything that is wrong in the file
     */
    public static JobSettings read(Optional<Path> directory) {
        Settings file = SettingsFile.read("dashboard-config/jobrunr.yaml", directory);
        Duration year = Duration.ofDays(365);
        JobSettings settings = new JobSettings(
                file.duration("pollInterval", DEFAULTS.pollInterval, Duration.ofSeconds(5), Duration.ofMinutes(1)),
                file.integer("workers", DEFAULTS.workers, 1, 256),
                file.duration("keepSucceededJobs", DEFAULTS.keepSucceededJobs, Duration.ofMinutes(1), year),
                file.duration("keepDeletedJobs", DEFAULTS.keepDeletedJobs, Duration.ofMinutes(1), year),
                file.duration("gracefulStop", DEFAULTS.gracefulStop, Duration.ZERO, Duration.ofHours(1)),
                file.integer("jobLogLines", DEFAULTS.jobLogLines, 10, 500));
        file.finish();
        return settings;
    }
}
