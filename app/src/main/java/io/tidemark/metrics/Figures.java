package io.tidemark.metrics;

import io.tidemark.operator.Slots;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** All figures of an operator, for Prometheus. Thread-safe. */
public final class Figures {
    /** What {@link #text()} is. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final int CLASSES_OF_STATUS = 5;

    private final Meters meters;
    private final CensusMeters census;

    /** Figures of these parts; each instance of {@code meters} may have them once. */
    public Figures(Meters meters, AttemptMeters attempts, CensusWatch watch, Vitals vitals, Slots slots) {
        this.meters = meters;
        this.census = new CensusMeters(watch, meters, attempts);
        meters.gauge(Metric.BUILD, () -> 1, version(), Runtime.version().toString());
        meters.gauge(Metric.SLOTS, slots::all);
        meters.gauge(Metric.WORKERS_UP, () -> vitals.workers().getAsBoolean() ? 1 : 0);
        meters.gauge(
                Metric.TICKER_AGE, () -> seconds(vitals.rounds().sinceLast().orElseGet(Figures::uptime)));
        meters.gauge(Metric.TICKER_FAILING_STEPS, () -> vitals.rounds().failing());
        meters.gauge(
                Metric.DATABASE_CLOCK_OFFSET, () -> seconds(vitals.clockOffset().get()));
        JavaMeters.register(meters);
        for (int status = 1; status <= CLASSES_OF_STATUS; status++) {
            meters.count(Metric.HTTP_ANSWERS, 0, status + "xx");
        }
    }

    /** Everything as Prometheus reads it. Waits for the database 2 s at most; what does not depend on it is there in any case. */
    public String text() {
        census.refresh();
        return meters.text();
    }

    /** A request was answered. */
    public void answered(int status) {
        int first = status / 100;
        if (first >= 1 && first <= CLASSES_OF_STATUS) {
            meters.count(Metric.HTTP_ANSWERS, 1, first + "xx");
        }
    }

    private static String version() {
        @Nullable String version = Figures.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    private static Duration uptime() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }
}
