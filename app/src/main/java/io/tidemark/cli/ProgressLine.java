package io.tidemark.cli;

import io.tidemark.attempt.AttemptLog;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Progress;
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
    /** On a terminal the line moves this often; elsewhere a line is printed every {@link #PLAIN_EVERY}. */
    private static final Duration TERMINAL_EVERY = Duration.ofMillis(200);

    private static final Duration PLAIN_EVERY = Duration.ofSeconds(10);
    private static final String ERASE = "\r\u001b[2K";

    private final Terminal terminal;
    private final Progress progress;
    private final InstantSource clock;
    private final LogStamp stamp;
    private final Instant started;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean drawn;

    ProgressLine(Terminal terminal, Progress progress, InstantSource clock, LogStamp stamp) {
        this.terminal = terminal;
        this.progress = progress;
        this.clock = clock;
        this.stamp = stamp;
        this.started = clock.instant();
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
        Duration every = terminal.interactive() ? TERMINAL_EVERY : PLAIN_EVERY;
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
        String line = line();
        if (terminal.interactive()) {
            terminal.err().print(ERASE + line);
            drawn = true;
        } else {
            terminal.err().println(stamp.of(clock.instant()) + " INFO " + line);
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
                bytes(counts.bytes()),
                progress.shardsDone(),
                progress.shardsTotal(),
                elapsed(elapsed));
    }

    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        String[] units = {"kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = -1;
        while (value >= 999.95 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
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
