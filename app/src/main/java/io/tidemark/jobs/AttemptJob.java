package io.tidemark.jobs;

import java.util.UUID;
import org.jobrunr.jobs.lambdas.JobRequest;

/**
 * What a job stores: the attempt's id and nothing else, because JobRunr shows and keeps it in clear. The name of this class is
 * part of stored jobs; renaming it breaks those that are queued. Public only because JobRunr makes and reads it by reflection.
 */
public record AttemptJob(UUID attempt) implements JobRequest {
    @Override
    public Class<AttemptJobHandler> getJobRequestHandler() {
        return AttemptJobHandler.class;
    }
}
