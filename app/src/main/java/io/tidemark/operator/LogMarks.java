package io.tidemark.operator;

import io.tidemark.instance.InstanceId;
import java.util.UUID;

/** Marks what a thread logs with the attempt that it works for. Thread-safe. */
public interface LogMarks {
    /** Marks nothing. */
    LogMarks NONE = (instance, attempt) -> () -> {};

    /** From now on what this thread logs is marked, until the mark is closed by the same thread. */
    Mark begin(InstanceId instance, UUID attempt);

    /** A mark that is on. */
    interface Mark extends AutoCloseable {
        /** Puts back what was there before. */
        @Override
        void close();
    }
}
