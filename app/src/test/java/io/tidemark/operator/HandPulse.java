package io.tidemark.operator;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Beats when it is told to. */
final class HandPulse implements Pulse {
    private final List<Runnable> actions = new CopyOnWriteArrayList<>();

    @Override
    public Beat every(Duration interval, Runnable action) {
        actions.add(action);
        return () -> actions.remove(action);
    }

    void beat() {
        actions.forEach(Runnable::run);
    }
}
