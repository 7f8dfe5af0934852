package io.tidemark.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidemark.metrics.Metric.Kind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/** Holds what is exposed; the values of labels come in the order in which their metric names them. Thread-safe. */
public final class Meters {
    /** From an attempt that finds nothing to one that takes an hour. */
    private static final Duration[] BOUNDS = IntStream.of(
                    50, 100, 250, 500, 1_000, 2_500, 5_000, 15_000, 60_000, 300_000, 900_000, 3_600_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Metric, MultiGauge> tables = new EnumMap<>(Metric.class);

    /** Exposes what the supplier says whenever it is asked; it throws nothing. */
    void gauge(Metric metric, DoubleSupplier value, String... labels) {
        Gauge.builder(metric.text(), value::getAsDouble)
                .description(metric.help())
                .tags(tags(Kind.GAUGE, metric, List.of(labels)))
                .register(registry);
    }

    /** Exposes one value for each list of labels, and forgets those of the last call. */
    synchronized void gauges(Metric metric, Map<List<String>, Double> values) {
        tables.computeIfAbsent(
                        metric,
                        added -> MultiGauge.builder(added.text())
                                .description(added.help())
                                .register(registry))
                .register(
                        values.entrySet().stream()
                                .<MultiGauge.Row<?>>map(entry ->
                                        MultiGauge.Row.of(tags(Kind.GAUGE, metric, entry.getKey()), entry.getValue()))
                                .toList(),
                        true);
    }

    /** Adds to a counter, which there is from the first call on, be it with 0. */
    void count(Metric metric, long more, String... labels) {
        Counter.builder(metric.text())
                .description(metric.help())
                .tags(tags(Kind.COUNTER, metric, List.of(labels)))
                .register(registry)
                .increment((double) more);
    }

    /** Exposes a count that somebody else keeps; it never goes down. */
    void counter(Metric metric, DoubleSupplier total, String... labels) {
        FunctionCounter.builder(metric.text(), this, here -> total.getAsDouble())
                .description(metric.help())
                .tags(tags(Kind.COUNTER, metric, List.of(labels)))
                .register(registry);
    }

    /** A histogram that there is from now on. */
    Timer histogram(Metric metric, String... labels) {
        return Timer.builder(metric.text())
                .description(metric.help())
                .tags(tags(Kind.HISTOGRAM, metric, List.of(labels)))
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }

    /** Everything in the text format of Prometheus, version 0.0.4. */
    String text() {
        return registry.scrape();
    }

    private static Tags tags(Kind kind, Metric metric, List<String> values) {
        if (metric.kind() != kind || metric.labels().size() != values.size()) {
            throw new IllegalArgumentException(
                    metric.text() + " is a " + metric.kind() + " with the labels " + metric.labels());
        }
        return Tags.of(IntStream.range(0, values.size())
                .mapToObj(i -> Tag.of(metric.labels().get(i), values.get(i)))
                .toList());
    }
}
