package io.tidemark.wiring;

import io.tidemark.console.CycleLine;
import io.tidemark.console.LatestCycles;
import io.tidemark.console.Mark;
import io.tidemark.instance.InstanceState;
import io.tidemark.store.InstanceFilter;
import io.tidemark.store.InstanceView;
import io.tidemark.store.InstanceViews;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows the start page instances as cycles. */
record CyclesOfInstances(InstanceViews instances, InstantSource clock) implements LatestCycles {
    @Override
    public List<CycleLine> latest(int most) {
        Instant now = clock.instant();
        return instances.list(InstanceFilter.newest(now, most)).stream()
                .map(view -> line(view, now))
                .toList();
    }

    @Override
    public Map<Mark, Integer> dueSince(Instant since) {
        Map<Mark, Integer> marks = new EnumMap<>(Mark.class);
        instances
                .countDue(since, clock.instant())
                .forEach((state, count) -> marks.merge(mark(state, true), count, Integer::sum));
        return marks;
    }

    @Override
    public int needSomebody() {
        return instances.count(Set.of(InstanceState.FAILED, InstanceState.UNDECIDED));
    }

    private static CycleLine line(InstanceView view, Instant now) {
        return new CycleLine(
                view.id().task().toString(),
                view.id().cycleTime().toZonedDateTime(),
                mark(view.state(), !view.due().isAfter(now)),
                view.due(),
                view.started().orElse(null),
                view.ended().orElse(null),
                view.attempts(),
                view.counts(),
                view.failure().orElse(null));
    }

    private static Mark mark(InstanceState state, boolean due) {
        return switch (state) {
            case WAITING -> due ? Mark.BLOCKED : Mark.NOT_DUE;
            case READY -> Mark.QUEUED;
            case RUNNING -> Mark.RUNNING;
            case RETRY_WAIT -> Mark.RETRYING;
            case SUCCEEDED -> Mark.SUCCEEDED;
            case FAILED -> Mark.FAILED;
            case UNDECIDED -> Mark.UNDECIDED;
        };
    }
}
