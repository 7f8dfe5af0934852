package io.tidemark.jobs;

import io.tidemark.attempt.FailureException;
import org.jobrunr.jobs.context.JobContext;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.server.runner.ThreadLocalJobContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the attempt of a job, shows its lines and its progress in the job, and fails the job when the attempt failed. Public only
 * because JobRunr calls it by reflection.
 */
public final class AttemptJobHandler implements JobRequestHandler<AttemptJob> {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptJobHandler.class);

    private final AttemptWork work;
    private final int logLines;

    AttemptJobHandler(AttemptWork work, int logLines) {
        this.work = work;
        this.logLines = logLines;
    }

    @Override
    public void run(AttemptJob job) {
        JobContext context = ThreadLocalJobContext.getJobContext();
        try {
            work.run(job.attempt(), new JobDisplay(context, logLines));
        } catch (FailureException e) {
            throw new AttemptFailedException(e.failure().sentence());
        } catch (RuntimeException e) {
            LOG.error("{} ended with an error that Tidemark did not expect; please report it", context.getJobName(), e);
            throw new AttemptFailedException("Tidemark met an error that it did not expect ("
                    + e.getClass().getSimpleName() + "). The operator's log has the details.");
        }
    }
}
