package io.tidemark.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The sandbox in a process of its own. */
final class SandboxProcess implements AutoCloseable {
    final Process process;
    private final Path err;
    private final BufferedReader out;

    private SandboxProcess(Process process, Path err) {
        this.process = process;
        this.err = err;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    static SandboxProcess start(Path folder, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-Dsun.net.http.retryPost=false",
                "-cp",
                System.getProperty("java.class.path"),
                "io.tidemark.sandbox.Main"));
        command.addAll(List.of(args));
        Path err = Files.createTempFile(folder, "err", ".txt");
        return new SandboxProcess(
                new ProcessBuilder(command).redirectError(err.toFile()).start(), err);
    }

    /** The next line of standard output; "null" at its end. */
    String line() throws IOException {
        return String.valueOf(out.readLine());
    }

    /** The endpoint of MaxCompute out of the line that says it is ready. */
    String maxComputeEndpoint() throws IOException {
        String ready = line();
        if (!ready.startsWith("ready ")) {
            throw new IOException("not ready: " + ready + " " + err());
        }
        return maxComputeEndpoint(ready);
    }

    static String maxComputeEndpoint(String ready) {
        String rest = ready.substring(ready.indexOf("maxcompute=") + "maxcompute=".length());
        return rest.indexOf(' ') < 0 ? rest : rest.substring(0, rest.indexOf(' '));
    }

    int exit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The process did not end.");
        }
        return process.exitValue();
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        exit();
    }
}
