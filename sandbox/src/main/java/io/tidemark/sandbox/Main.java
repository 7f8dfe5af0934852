package io.tidemark.sandbox;

/** Entry point of the sandbox process. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}
