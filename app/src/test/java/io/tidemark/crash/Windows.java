package io.tidemark.crash;

import io.tidemark.sync.Window;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Cuts time into windows that follow each other, each up to the moment at which it is asked for. */
final class Windows {
    private final Work.Mode mode;
    private final int shards;
    private final List<Work> given = new ArrayList<>();
    private Instant edge = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(60);

    Windows(Work.Mode mode, int shards) {
        this.mode = mode;
        this.shards = shards;
    }

    /** Up to now; what is written from now on belongs to a later one. */
    Work next() {
        return upTo(Instant.now());
    }

    /** Behind the millisecond of the last change. */
    Work last() {
        return upTo(Instant.now().plusMillis(1));
    }

    int count() {
        return given.size();
    }

    /** This one and all that were asked for after it. */
    List<Work> since(Work first) {
        return List.copyOf(given.subList(first.number(), given.size()));
    }

    private Work upTo(Instant now) {
        Instant end = now.truncatedTo(ChronoUnit.MILLIS);
        Instant later = end.isAfter(edge) ? end : edge.plusMillis(1);
        Work work = new Work(given.size(), new Window(edge, later), mode, shards);
        edge = later;
        given.add(work);
        reached(later);
        return work;
    }

    /** A window that ends later than now is refused: the end may lie a millisecond ahead. */
    private static void reached(Instant end) {
        while (Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
    }
}
