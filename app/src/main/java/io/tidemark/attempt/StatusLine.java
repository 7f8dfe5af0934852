package io.tidemark.attempt;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How a running attempt gets on, as a line for its log; speeds are those since the line before. Used by one thread. */
public final class StatusLine {
    /** How often a log gets one. */
    public static final Duration EVERY = Duration.ofSeconds(10);

    private static final double SHORTEST_SECONDS = 0.001;

    private final Progress progress;
    private Instant lastAt;
    private Counts last = Counts.NONE;

    /**
     * Lines of an attempt.
     *
     * @param began when it started
     */
    public StatusLine(Progress progress, Instant began) {
        this.progress = progress;
        this.lastAt = began;
    }

    /** The line at this moment. */
    public String next(Instant now) {
        Counts counts = progress.counts();
        double seconds =
                Math.max(SHORTEST_SECONDS, Duration.between(lastAt, now).toMillis() / 1000.0);
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d records read, %,d rows sent, %,d dirty, %,.0f records/s, %s/s, shards %d/%d",
                counts.read(),
                progress.sent(),
                counts.dirty(),
                (counts.read() - last.read()) / seconds,
                bytes((long) ((counts.bytes() - last.bytes()) / seconds)),
                progress.shardsDone(),
                progress.shardsTotal()));
        progress.lag().ifPresent(lag -> line.append(", ").append(seconds(lag)).append(" s before the window's end"));
        line.append("; waited ")
                .append(seconds(progress.waitedForSource()))
                .append(" s for the reader and ")
                .append(seconds(progress.waitedForTarget()))
                .append(" s for the writer");
        last = counts;
        lastAt = now;
        return line.toString();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%,.1f", time.toMillis() / 1000.0);
    }

    /** As {@code 24.1 MB}, in powers of ten. */
    public static String bytes(long bytes) {
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
}
