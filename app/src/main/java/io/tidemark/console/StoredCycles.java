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
import java.util.Optional;
import java.util.Set;

/** The operator's instances, in the words of the start page. Thread-safe. */
public final class StoredCycles implements LatestCycles {
    /** A count that reaches this is shown as it is; nobody acts differently on more. */
    private static final int MOST_COUNTED = 10_000;

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
        InstanceFilter filter = new InstanceFilter(
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.of(since),
                Optional.of(now.plusMillis(1)),
                MOST_COUNTED);
        instances.list(filter).stream()
                .filter(view -> !view.due().isAfter(now))
                .forEach(view -> counts.merge(mark(view, now), 1, Integer::sum));
        return counts;
    }

    @Override
    public int needSomebody() {
        InstanceFilter filter = new InstanceFilter(
                Optional.empty(),
                Optional.empty(),
                Set.of(InstanceState.FAILED, InstanceState.UNDECIDED),
                Optional.empty(),
                Optional.empty(),
                MOST_COUNTED);
        return instances.list(filter).size();
    }

    private static CycleLine line(InstanceView view, Instant now) {
        ZonedDateTime cycle = view.id().cycleTime().toZonedDateTime();
        return new CycleLine(
                view.id().task().toString(),
                cycle,
                mark(view, now),
                view.due(),
                view.started().orElse(null),
                view.ended().orElse(null),
                view.attempts(),
                view.counts(),
                view.state() == InstanceState.SUCCEEDED ? null : view.failure().orElse(null));
    }

    private static Mark mark(InstanceView view, Instant now) {
        return switch (view.state()) {
            case WAITING -> view.due().isAfter(now) ? Mark.NOT_DUE : Mark.BLOCKED;
            case READY -> Mark.QUEUED;
            case RUNNING -> Mark.RUNNING;
            case RETRY_WAIT -> Mark.RETRYING;
            case SUCCEEDED -> Mark.SUCCEEDED;
            case FAILED -> Mark.FAILED;
            case UNDECIDED -> Mark.UNDECIDED;
        };
    }
}
