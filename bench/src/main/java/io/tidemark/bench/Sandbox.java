package io.tidemark.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sandbox in a process of its own, which ends when it is closed or this process does. */
final class Sandbox implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready tablestore=(\\S+) maxcompute=(\\S+)");

    private final Process process;
    private final Services services;

    private Sandbox(Process process, Services services) {
        this.process = process;
        this.services = services;
    }

    /** Starts it on free ports and waits until it accepts calls. */
    static Sandbox start(Path folder) throws IOException {
        Path log = folder.resolve("sandbox.log");
        Process process = new ProcessBuilder(Jvm.command(
                        List.of(),
                        "io.tidemark.sandbox.Main",
                        List.of(
                                "--tablestore-port",
                                "0",
                                "--maxcompute-port",
                                "0",
                                "--data",
                                folder.resolve("sandbox").toString(),
                                "--exit-with-stdin")))
                .redirectError(log.toFile())
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Matcher ready = READY.matcher(String.valueOf(out.readLine()));
        if (!ready.matches()) {
            process.destroy();
            throw new IllegalStateException("The sandbox did not start: " + Files.readString(log));
        }
        return new Sandbox(process, new Services(ready.group(1), ready.group(2)));
    }

    Services services() {
        return services;
    }

    /** Processor time that it has used so far. */
    Duration cpu() {
        return Usage.cpu(process.toHandle());
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
