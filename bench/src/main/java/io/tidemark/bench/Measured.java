package io.tidemark.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Arrays;

/** Runs another main class in its JVM, and leaves behind what the JVM had used when it ended, however it ended. */
final class Measured {
    private Measured() {}

    /** Arguments: the file to leave it in, the main class, and that one's own arguments. */
    public static void main(String[] args) throws ReflectiveOperationException {
        Path file = Path.of(args[0]);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(file), "usage"));
        try {
            Class.forName(args[1]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 2, args.length));
        } catch (InvocationTargetException e) {
            e.printStackTrace();
            // Clients that were not closed would keep the JVM alive.
            System.exit(1);
        }
    }

    private static void leave(Path file) {
        try {
            Usage.now().write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
