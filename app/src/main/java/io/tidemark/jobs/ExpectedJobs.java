package io.tidemark.jobs;

import io.tidemark.operator.AttemptTicket;
import io.tidemark.operator.Expected;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobDetails;
import org.jobrunr.jobs.states.DeletedState;
import org.jobrunr.jobs.states.JobState;
import org.jobrunr.jobs.states.ScheduledState;
import org.jobrunr.storage.Page;
import org.jobrunr.storage.navigation.OffsetBasedPageRequest;

/**
 * Attempts that nothing was queued for yet, as jobs. They are made to be shown, and are nowhere stored: JobRunr would run them.
 * Each has the id that its job will have. Thread-safe.
 */
record ExpectedJobs(JobDesk desk) {
    private static final int MOST = 1000;

    long count() {
        return desk.agenda().expected();
    }

    /**
     * A page of the list, by the time that they are due at.
     *
     * @throws IllegalArgumentException if the page cannot be had
     */
    Page<Job> page(OffsetBasedPageRequest request) {
        if (request.getOffset() < 0 || request.getLimit() < 1 || request.getLimit() > MOST) {
            throw new IllegalArgumentException("a page has 1 to " + MOST + " jobs");
        }
        boolean latestFirst = request.getOrder() != null && request.getOrder().endsWith(":DESC");
        List<Job> jobs = desk.agenda().expected(latestFirst, request.getOffset(), request.getLimit()).stream()
                .map(one ->
                        job(one, one.instance().state() + ": " + one.instance().reason()))
                .toList();
        return request.mapToNewPage(count(), jobs);
    }

    /** One of them, with all that it waits for. */
    Optional<Job> find(UUID attempt) {
        return desk.agenda().expected(attempt).map(one -> job(one, why(one)));
    }

    private String why(Expected one) {
        return desk.desk().why(one.instance().id()).stream().map(String::strip).collect(Collectors.joining(" "));
    }

    private static Job job(Expected one, String reason) {
        AttemptTicket ticket = one.ticket();
        JobState state = one.stopped()
                ? new DeletedState(reason, one.instance().since())
                : new ScheduledState(one.due(), reason, one.instance().since());
        Job job = new Job(
                ticket.attempt(),
                0,
                new JobDetails(new AttemptJob(ticket.attempt())),
                List.of(state),
                new ConcurrentHashMap<>());
        job.setJobName(ticket.name());
        job.setLabels(ticket.labels());
        job.setAmountOfRetries(0);
        return job;
    }
}
