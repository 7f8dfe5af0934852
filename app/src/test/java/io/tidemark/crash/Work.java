package io.tidemark.crash;

import io.tidemark.sync.Window;
import java.time.Instant;

/**
 * One window that a life is asked for.
 *
 * @param number counted from 0, in the order of time
 */
record Work(int number, Window window, Mode mode, int shards) {
    /** What a window does to its target. */
    enum Mode {
        APPEND,
        OVERWRITE
    }

    String partition() {
        return mode == Mode.APPEND ? "ds=all" : "ds=w" + number;
    }

    /** One line without spaces; {@link #parse} reads it back. */
    @Override
    public String toString() {
        return number + ":" + window.start().toEpochMilli() + ":" + window.end().toEpochMilli() + ":" + mode + ":"
                + shards;
    }

    static Work parse(String text) {
        String[] parts = text.split(":", 5);
        return new Work(
                Integer.parseInt(parts[0]),
                new Window(
                        Instant.ofEpochMilli(Long.parseLong(parts[1])), Instant.ofEpochMilli(Long.parseLong(parts[2]))),
                Mode.valueOf(parts[3]),
                Integer.parseInt(parts[4]));
    }
}
