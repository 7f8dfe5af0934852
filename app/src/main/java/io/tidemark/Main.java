package io.tidemark;

/** Entry point of the operator. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}
