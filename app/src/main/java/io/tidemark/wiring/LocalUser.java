package io.tidemark.wiring;

/** Who runs this process, as the operating system knows them. */
final class LocalUser {
    static final String NAME = System.getProperty("user.name", "unknown");

    private LocalUser() {}
}
