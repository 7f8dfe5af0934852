package io.tidemark.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The process that still has the sandbox's data: mostly the sandbox of a demo that was killed a moment ago and is about to end. */
record DataHolder(long pid) {
    private static final Pattern SENTENCE = Pattern.compile("in use by process (\\d{1,18})");

    /** Read from what a sandbox printed that did not start; empty if something else was in its way. */
    static Optional<DataHolder> in(String printed) {
        Matcher holder = SENTENCE.matcher(printed);
        return holder.find() ? Optional.of(new DataHolder(Long.parseLong(holder.group(1)))) : Optional.empty();
    }

    /** Whether it has ended, now or before the time is over. */
    boolean endsWithin(Duration patience) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isEmpty()) {
            return true;
        }
        try {
            process.get().onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stays) {
            return false;
        } catch (ExecutionException e) {
            return !process.get().isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
