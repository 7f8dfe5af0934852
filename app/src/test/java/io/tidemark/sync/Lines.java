package io.tidemark.sync;

import io.tidemark.attempt.AttemptLog;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is logged. Thread-safe. */
final class Lines implements AttemptLog {
    private final List<String> all = new ArrayList<>();

    @Override
    public synchronized void info(String line) {
        all.add("INFO " + line);
    }

    @Override
    public synchronized void warn(String line) {
        all.add("WARN " + line);
    }

    synchronized List<String> all() {
        return List.copyOf(all);
    }
}
