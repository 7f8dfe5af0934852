package io.tidemark.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A second process that runs a main method of the tests or of the product, is told lines and tells lines. Used by one thread. */
final class LifeProcess implements AutoCloseable {
    /** Of a life that died where it was told to. */
    static final int DIED_AT_POINT = 77;

    private static final String END = "\0";

    private final Process process;
    private final PrintStream told;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private @Nullable String peeked;

    private LifeProcess(Process process) {
        this.process = process;
        told = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "lines of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** A main method with its arguments, started quickly. */
    static LifeProcess start(Class<?> main, Path errors, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(QuickStart.command());
        command.add(main.getName());
        command.addAll(arguments);
        return start(command, errors);
    }

    /**
     * Any command.
     *
     * @param errors what it says on standard error is added to this file
     */
    static LifeProcess start(List<String> command, Path errors) throws IOException {
        return new LifeProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                .start());
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("broken " + e.getMessage());
        }
        lines.add(END);
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    void tell(String line) {
        told.println(line);
    }

    /** The next line, waiting for it; absent when the process has ended and no line is left. */
    Optional<String> line() throws InterruptedException {
        String line = peeked == null ? lines.take() : peeked;
        peeked = line.equals(END) ? line : null;
        return line.equals(END) ? Optional.empty() : Optional.of(line);
    }

    /** Whether there is a line, or the end, within the time. */
    boolean saysSomethingWithin(Duration time) throws InterruptedException {
        if (peeked == null) {
            peeked = lines.poll(time.toNanos(), TimeUnit.NANOSECONDS);
        }
        return peeked != null;
    }

    /** As kill -9 does; returns when it is dead. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** Lets it come to its end. */
    int finish() throws InterruptedException {
        told.close();
        return process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
        told.close();
    }
}
