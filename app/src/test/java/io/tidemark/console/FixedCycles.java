package io.tidemark.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Cycles that a test wrote down. */
final class FixedCycles implements LatestCycles {
    final List<CycleLine> lines = new ArrayList<>();
    volatile boolean broken;

    @Override
    public List<CycleLine> latest(int most) {
        if (broken) {
            throw new IllegalStateException("password=hunter2");
        }
        return lines.stream().limit(most).toList();
    }

    @Override
    public Map<Mark, Integer> dueSince(Instant since) {
        Map<Mark, Integer> counts = new EnumMap<>(Mark.class);
        lines.stream()
                .filter(line -> !line.due().isBefore(since))
                .forEach(line -> counts.merge(line.mark(), 1, Integer::sum));
        return counts;
    }

    @Override
    public int needSomebody() {
        return (int) lines.stream().filter(line -> line.mark().needsSomebody()).count();
    }
}
