package io.tidemark.operator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Beats when it is told to. */
final class HandPulse implements Pulse {
    private final List<Runnable> actions = new CopyOnWriteArrayList<>();
    private final List<Map.Entry<Duration, Runnable>> waiting = new CopyOnWriteArrayList<>();

    @Override
    public Beat every(Duration interval, Runnable action) {
        actions.add(action);
        return () -> actions.remove(action);
    }

    @Override
    public Beat after(Duration delay, Runnable action) {
        Map.Entry<Duration, Runnable> entry = Map.entry(delay, action);
        waiting.add(entry);
        return () -> waiting.remove(entry);
    }

    /** The delays that are being waited for. */
    List<Duration> delays() {
        return waiting.stream().map(Map.Entry::getKey).toList();
    }

    /** Lets all delays be over. */
    void elapse() {
        List<Map.Entry<Duration, Runnable>> now = List.copyOf(waiting);
        waiting.clear();
        now.forEach(entry -> entry.getValue().run());
    }

    void beat() {
        actions.forEach(Runnable::run);
    }
}
