package io.tidemark.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Somebody who copies, in a JVM of its own. */
interface Side {
    String name();

    /**
     * Copies.
     *
     * @param folder may be used for its own files, and may hold those of an earlier call
     * @param jvm options
     */
    Copied copy(Path folder, Services services, Copying copying, List<String> jvm)
            throws IOException, InterruptedException;

    /**
     * How it went.
     *
     * @param written rows
     * @param bytes of the records that were read; 0 if the side does not count them
     * @param seconds from the first request to the commit's answer, without the start of the JVM
     * @param usage of the whole process, the start of the JVM included
     */
    record Copied(long written, long bytes, double seconds, Usage usage) {}
}
