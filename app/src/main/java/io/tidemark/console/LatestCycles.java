package io.tidemark.console;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the start page reads. */
public interface LatestCycles {
    /** Cycles that are due or have been, latest first. */
    List<CycleLine> latest(int most);

    /** How many of the cycles that fell due since then, inclusive, are in which state. */
    Map<Mark, Integer> dueSince(Instant since);

    /** How many cycles have failed or are undecided, however long ago. */
    int needSomebody();
}
