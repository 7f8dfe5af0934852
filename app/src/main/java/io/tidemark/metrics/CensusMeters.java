package io.tidemark.metrics;

import io.tidemark.attempt.AttemptState;
import io.tidemark.instance.InstanceState;
import io.tidemark.metrics.CensusWatch.Seen;
import io.tidemark.store.WorkCounts;
import io.tidemark.workflow.TaskId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Shows what is read from the database, as of the last look; nothing of it while that does not answer. Thread-safe. */
final class CensusMeters {
    private static final Set<InstanceState> TAKE_SLOTS =
            Set.of(InstanceState.READY, InstanceState.RUNNING, InstanceState.CANCELLING);

    private final CensusWatch watch;
    private final Meters meters;
    private final AttemptMeters attempts;
    private volatile Optional<Seen> seen = Optional.empty();

    CensusMeters(CensusWatch watch, Meters meters, AttemptMeters attempts) {
        this.watch = watch;
        this.meters = meters;
        this.attempts = attempts;
        meters.gauge(Metric.DATABASE_UP, () -> seen.isPresent() ? 1 : 0);
        meters.gauge(
                Metric.DATABASE_READ,
                () -> seen.map(one -> one.took().toNanos() / 1e9).orElse(Double.NaN));
        Arrays.stream(InstanceState.values())
                .filter(state -> state != InstanceState.SUCCEEDED)
                .forEach(state ->
                        counted(Metric.INSTANCES, counts -> counts.due().getOrDefault(state, 0L), state.name()));
        Arrays.stream(AttemptState.values())
                .filter(state -> !state.ended())
                .forEach(state ->
                        counted(Metric.ATTEMPTS, counts -> counts.attempts().getOrDefault(state, 0L), state.name()));
        counted(Metric.SLOTS_USED, CensusMeters::slotsUsed);
        counted(Metric.TASKS_PAUSED, counts -> counts.paused().size());
        counted(Metric.CHAINS_STOPPED, WorkCounts::stoppedChains);
        counted(Metric.WINDOWS_UNDECIDED, WorkCounts::undecidedWindows);
    }

    /** Looks anew, if it is time. */
    void refresh() {
        Optional<Seen> now = watch.look();
        seen = now;
        meters.gauges(
                Metric.TASK_OVERDUE,
                byTask(now.map(one -> one.census().overdue()).orElse(Map.of())));
        meters.gauges(
                Metric.CHAIN_BEHIND,
                byTask(now.map(one -> one.census().behind()).orElse(Map.of())));
        now.ifPresent(one -> one.census().overdue().keySet().forEach(attempts::begin));
    }

    private void counted(Metric metric, ToDoubleFunction<WorkCounts> count, String... labels) {
        meters.gauge(
                metric,
                () -> seen.map(one -> count.applyAsDouble(one.census().counts()))
                        .orElse(Double.NaN),
                labels);
    }

    private static double slotsUsed(WorkCounts counts) {
        return counts.due().entrySet().stream()
                .filter(entry -> TAKE_SLOTS.contains(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static Map<List<String>, Double> byTask(Map<TaskId, Duration> times) {
        return times.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> List.of(
                                entry.getKey().workflow(), entry.getKey().task()),
                        entry -> entry.getValue().toMillis() / 1e3));
    }
}
