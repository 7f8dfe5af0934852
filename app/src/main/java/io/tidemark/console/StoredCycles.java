package io.tidemark.console;

import io.tidemark.instance.InstanceState;
import io.tidemark.store.InstanceFilter;
import io.tidemark.store.InstanceView;
import io.tidemark.store.InstanceViews;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The operator's instances, in the words of the start page. Thread-safe. */
public final class StoredCycles implements LatestCycles {
    private final InstanceViews instances;
    private final InstantSource clock;

    public StoredCycles(InstanceViews instances, InstantSource clock) {
        this.instances = instances;
        this.clock = clock;
    }

    @Override
    public List<CycleLine> latest(int most) {
        Instant now = clock.instant();
        return instances.list(InstanceFilter.newest(now, most)).stream()
                .map(view -> line(view, now))
                .toList();
    }

    @Override
    public Map<Mark, Integer> dueSince(Instant since) {
        Instant now = clock.instant();
        Map<Mark, Integer> counts = new EnumMap<>(Mark.class);
        instances
                .countDue(since, now.plusMillis(1))
                .forEach((state, count) -> counts.merge(mark(state, true), count, Integer::sum));
        return counts;
    }

    @Override
    public int needSomebody() {
        return instances.count(Set.of(InstanceState.FAILED, InstanceState.UNDECIDED));
    }

    private static CycleLine line(InstanceView view, Instant now) {
        ZonedDateTime cycle = view.id().cycleTime().toZonedDateTime();
        return new CycleLine(
                view.id().task().toString(),
                cycle,
                mark(view.state(), !view.due().isAfter(now)),
                view.due(),
                view.started().orElse(null),
                view.ended().orElse(null),
                view.attempts(),
                view.counts(),
                view.state() == InstanceState.SUCCEEDED ? null : view.failure().orElse(null));
    }

    private static Mark mark(InstanceState state, boolean due) {
        return switch (state) {
            case WAITING -> due ? Mark.BLOCKED : Mark.NOT_DUE;
            case READY -> Mark.QUEUED;
            case RUNNING -> Mark.RUNNING;
            case RETRY_WAIT -> Mark.RETRYING;
            case FROZEN -> Mark.FROZEN;
            case CANCELLING -> Mark.STOPPING;
            case CANCELLED -> Mark.STOPPED;
            case SUCCEEDED -> Mark.SUCCEEDED;
            case FAILED -> Mark.FAILED;
            case UNDECIDED -> Mark.UNDECIDED;
        };
    }
}
