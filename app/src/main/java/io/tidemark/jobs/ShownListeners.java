package io.tidemark.jobs;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobId;
import org.jobrunr.storage.JobStats;
import org.jobrunr.storage.JobStatsExtended;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.listeners.JobChangeListener;
import org.jobrunr.storage.listeners.JobStatsChangeListener;
import org.jobrunr.storage.listeners.StorageProviderChangeListener;

/** Lets those who listen to the stored jobs hear what is shown instead. Thread-safe. */
final class ShownListeners {
    private final StorageProvider storage;
    private final ExpectedJobs expected;
    private final UnaryOperator<JobStats> shown;
    private final Map<StorageProviderChangeListener, StorageProviderChangeListener> wrapped = new ConcurrentHashMap<>();

    /**
     * Nobody listens yet.
     *
     * @param shown makes what is shown of what is stored
     */
    ShownListeners(StorageProvider storage, ExpectedJobs expected, UnaryOperator<JobStats> shown) {
        this.storage = storage;
        this.expected = expected;
        this.shown = shown;
    }

    void add(StorageProviderChangeListener listener) {
        storage.addJobStorageOnChangeListener(wrapped.computeIfAbsent(listener, this::wrap));
    }

    void remove(StorageProviderChangeListener listener) {
        storage.removeJobStorageOnChangeListener(
                Optional.ofNullable(wrapped.remove(listener)).orElse(listener));
    }

    private StorageProviderChangeListener wrap(StorageProviderChangeListener listener) {
        if (listener instanceof JobStatsChangeListener stats) {
            return (JobStatsChangeListener) stored -> stats.onChange(extended(stored));
        }
        return listener instanceof JobChangeListener job ? new OfOneJob(job, expected) : listener;
    }

    private JobStats extended(JobStats stored) {
        JobStats more = shown.apply(stored);
        return stored instanceof JobStatsExtended known
                ? new JobStatsExtended(
                        more,
                        known.getAmountSucceeded(),
                        known.getAmountFailed(),
                        known.getEstimation().getEstimatedProcessingFinishedAt())
                : more;
    }

    /** JobRunr closes who listens to a job that is not stored. One that is expected is told instead. */
    private record OfOneJob(JobChangeListener listener, ExpectedJobs expected) implements JobChangeListener {
        @Override
        public JobId getJobId() {
            return listener.getJobId();
        }

        @Override
        public void onChange(Job job) {
            listener.onChange(job);
        }

        @Override
        public void close() throws Exception {
            Optional<Job> job = expected.find(getJobId().asUUID());
            if (job.isPresent()) {
                listener.onChange(job.get());
            } else {
                listener.close();
            }
        }
    }
}
