package io.tidemark.operator;

/** Where a worker shows what its attempt does. */
public interface AttemptDisplay {
    void line(String text);

    /** Moves the bar; 0 to 100. */
    void progress(int percent);
}
