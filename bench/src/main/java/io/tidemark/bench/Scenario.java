package io.tidemark.bench;

import com.aliyun.odps.OdpsException;
import java.io.IOException;

/** One thing that is measured. */
interface Scenario {
    /** What it does when nobody says otherwise. */
    Load usual();

    /**
     * Measures and prints.
     *
     * @throws IllegalStateException if rows are missing or doubled: then there is nothing to measure
     */
    void play(Load load, Stage stage) throws IOException, InterruptedException, OdpsException;
}
