package io.tidemark.sandbox.load;

import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Finds the values at which a table is cut so that its shards get about the same number of rows. Looks at a sample. */
final class SplitPoints {

    private static final int SAMPLE = 20_000;

    private final List<PrimaryKeyValue> sample = new ArrayList<>();
    // The same file is always cut at the same values.
    private final Random random = new Random(SAMPLE);
    private long seen;

    void add(PrimaryKeyValue value) {
        seen++;
        if (sample.size() < SAMPLE) {
            sample.add(value);
        } else {
            long place = (long) (random.nextDouble() * seen);
            if (place < SAMPLE) {
                sample.set((int) place, value);
            }
        }
    }

    /** One value fewer than shards, rising. */
    List<PrimaryKeyValue> of(String file, int shards) throws BadInputException {
        List<PrimaryKeyValue> distinct = sample.stream().sorted().distinct().toList();
        if (distinct.size() < shards) {
            throw new BadInputException(file + " has only " + distinct.size()
                    + " different values of the first key column: that many shards are possible, not " + shards + ".");
        }
        List<PrimaryKeyValue> points = new ArrayList<>(shards - 1);
        for (int i = 1; i < shards; i++) {
            points.add(distinct.get((int) ((long) distinct.size() * i / shards)));
        }
        return points;
    }
}
