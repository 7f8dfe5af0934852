package io.tidemark.doctor;

/** A scratch table in each of two accounts; closing it ends the connections and removes no table. */
public record Scratch(ScratchSource source, ScratchTarget target) implements AutoCloseable {
    @Override
    public void close() {
        source.close();
        target.close();
    }
}
