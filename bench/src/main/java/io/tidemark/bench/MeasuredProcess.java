package io.tidemark.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that ran to its end in a JVM of its own.
 *
 * @param out what it printed on standard output
 */
record MeasuredProcess(String out, Usage usage) {
    /**
     * Runs it.
     *
     * @param folder takes its standard error
     * @throws IllegalStateException if it ends with another code than 0, with what it said
     */
    static MeasuredProcess run(Path folder, List<String> jvm, Class<?> main, List<String> arguments)
            throws IOException, InterruptedException {
        Path usage = Files.createTempFile(folder, "usage", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        List<String> all = new ArrayList<>(List.of(usage.toString(), main.getName()));
        all.addAll(arguments);
        Process process = new ProcessBuilder(Jvm.command(jvm, Measured.class.getName(), all))
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException(
                    main.getName() + " ended with " + code + ".\n" + out + Files.readString(err, UTF_8));
        }
        return new MeasuredProcess(out, Usage.read(usage));
    }
}
