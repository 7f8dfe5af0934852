package io.tidemark.attempt;

/** Takes the lines that tell a person what an attempt did. Lines hold no secrets. Implementations are thread-safe. */
public interface AttemptLog {
    void info(String line);

    void warn(String line);
}
