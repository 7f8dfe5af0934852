package io.tidemark.operator;

import io.tidemark.attempt.Progress;

/**
 * The progress bar of a running attempt. It counts shards, and within the shards that are not done it follows the rows: how many
 * there will be is not known before they are read, so it approaches the next shard's mark without reaching it. It never goes back,
 * and it is full only when the work is final. Thread-safe.
 */
final class AttemptBar {
    /** Percent. What is left is the commit. */
    private static final int READ = 95;

    /** Records after which an open shard counts as half done. */
    private static final double HALF_WAY = 5_000;

    private final Progress progress;
    private final AttemptDisplay display;
    private boolean full;

    AttemptBar(Progress progress, AttemptDisplay display) {
        this.progress = progress;
        this.display = display;
    }

    /** Shows how far the attempt is now. */
    synchronized void show() {
        if (!full) {
            display.progress(percent(
                    progress.shardsDone(),
                    progress.shardsTotal(),
                    progress.counts().read()));
        }
    }

    /** The work is done; whatever comes later changes nothing. */
    synchronized void fill() {
        full = true;
        display.progress(100);
    }

    /**
     * How much of the bar stands for what has been read.
     *
     * @param total shards; 0 while they are not known
     * @param records read so far, of all shards
     */
    static int percent(int done, int total, long records) {
        if (total <= 0) {
            return 0;
        }
        double ofOpen = records / (records + HALF_WAY);
        double shards = Math.min(total, done + Math.max(0, total - done) * ofOpen);
        return (int) (READ * shards / total);
    }
}
