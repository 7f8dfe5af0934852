package io.tidemark.jobs;

import io.tidemark.operator.AttemptDisplay;
import java.util.concurrent.atomic.AtomicInteger;
import org.jobrunr.jobs.context.JobContext;
import org.jobrunr.jobs.context.JobDashboardLogger;
import org.jobrunr.jobs.context.JobDashboardProgressBar;

/** Log and progress bar of a job. JobRunr stores both with the job at its next poll. Thread-safe. */
final class JobDisplay implements AttemptDisplay {
    private final JobDashboardLogger log;
    private final JobDashboardProgressBar bar;
    private final int mostLines;
    private final AtomicInteger lines = new AtomicInteger();

    JobDisplay(JobContext context, int mostLines) {
        this.log = context.logger();
        this.bar = context.progressBar(100);
        this.mostLines = mostLines;
    }

    @Override
    public void line(String text) {
        int number = lines.incrementAndGet();
        if (number < mostLines) {
            log.info(text);
        } else if (number == mostLines) {
            log.warn("This log is a summary and is full; the lines that follow are in the attempt's own log.");
        }
    }

    @Override
    public void progress(int percent) {
        bar.setProgress(Math.max(0, Math.min(100, percent)));
    }
}
