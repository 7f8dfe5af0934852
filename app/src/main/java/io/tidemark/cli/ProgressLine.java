package io.tidemark.cli;

import io.tidemark.attempt.AttemptLog;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Progress;
import io.tidemark.attempt.StatusLine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Shows a running sync on standard error: one line that is rewritten on a terminal, plain log lines otherwise. Thread-safe.
 */
final class ProgressLine implements AttemptLog {
    /** On a terminal the line moves this often; elsewhere a line is printed every {@link StatusLine#EVERY}. */
    private static final Duration TERMINAL_EVERY = Duration.ofMillis(200);

    private static final String ERASE = "\r\u001b[2K";

    private final Terminal terminal;
    private final Progress progress;
    private final InstantSource clock;
    private final LogStamp stamp;
    private final Instant started;
    private final StatusLine status;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean drawn;

    ProgressLine(Terminal terminal, Progress progress, InstantSource clock, LogStamp stamp) {
        this.terminal = terminal;
        this.progress = progress;
        this.clock = clock;
        this.stamp = stamp;
        this.started = clock.instant();
        this.status = new StatusLine(progress, started);
    }

    /** Shows the line again and again from now on. */
    void start() {
        Thread thread = new Thread(this::showUntilStopped, "progress");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes the line off the terminal for good. */
    void stop() {
        stopped.countDown();
        erase();
    }

    private void showUntilStopped() {
        Duration every = terminal.interactive() ? TERMINAL_EVERY : StatusLine.EVERY;
        try {
            while (!stopped.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                show();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void show() {
        if (stopped.getCount() == 0) {
            return;
        }
        if (terminal.interactive()) {
            terminal.err().print(ERASE + line());
            drawn = true;
        } else {
            Instant now = clock.instant();
            terminal.err().println(stamp.of(now) + " INFO " + status.next(now));
        }
        terminal.err().flush();
    }

    private synchronized void erase() {
        if (drawn) {
            terminal.err().print(ERASE);
            terminal.err().flush();
            drawn = false;
        }
    }

    @Override
    public void info(String text) {
        print("INFO ", text);
    }

    @Override
    public void warn(String text) {
        print("WARN ", text);
    }

    private synchronized void print(String level, String text) {
        erase();
        terminal.err().println(stamp.of(clock.instant()) + " " + level + text);
        terminal.err().flush();
    }

    private String line() {
        Counts counts = progress.counts();
        Duration elapsed = Duration.between(started, clock.instant());
        double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
        return String.format(
                Locale.ROOT,
                "%,d rows read, %,d written, %,.0f rows/s, %s, shards %d/%d, %s",
                counts.read(),
                counts.written(),
                counts.read() / seconds,
                StatusLine.bytes(counts.bytes()),
                progress.shardsDone(),
                progress.shardsTotal(),
                elapsed(elapsed));
    }

    private static String elapsed(Duration elapsed) {
        return elapsed.toHours() > 0
                ? String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        elapsed.toHours(),
                        elapsed.toMinutesPart(),
                        elapsed.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", elapsed.toMinutes(), elapsed.toSecondsPart());
    }
}
