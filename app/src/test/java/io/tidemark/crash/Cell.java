package io.tidemark.crash;

import java.util.ArrayList;
import java.util.List;

/** One cell of the matrix. */
record Cell(Work.Mode mode, int shards, boolean faults) {
    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        for (boolean faults : new boolean[] {false, true}) {
            for (int shards : new int[] {1, 8}) {
                for (Work.Mode mode : Work.Mode.values()) {
                    cells.add(new Cell(mode, shards, faults));
                }
            }
        }
        return cells;
    }

    @Override
    public String toString() {
        return mode.name().toLowerCase(java.util.Locale.ROOT) + ", " + shards + (shards == 1 ? " shard" : " shards")
                + (faults ? ", faults" : ", no faults");
    }
}
