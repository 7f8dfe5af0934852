package io.tidemark.doctor;

import io.tidemark.sync.StreamSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scratch table in memory. */
final class QuirkySource implements ScratchSource {
    private final QuirkyStream stream;

    QuirkySource(@Nullable Quirk quirk) {
        this.stream = new QuirkyStream(quirk);
    }

    @Override
    public void create() {}

    @Override
    public List<String> names() {
        return List.of();
    }

    @Override
    public void drop(String name) {}

    @Override
    public String place() {
        return "in memory";
    }

    @Override
    public void put(String key) {
        stream.put(key);
    }

    @Override
    public StreamSource stream() {
        return stream;
    }

    @Override
    public String statusTable() {
        return "status";
    }

    @Override
    public void close() {}
}
