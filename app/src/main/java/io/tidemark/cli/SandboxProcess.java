package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sandbox as a process of its own, so that its SDKs, memory and faults stay apart from the operator's. It ends when this
 * process does, however that comes: it watches its standard input.
 */
final class SandboxProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready tablestore=(\\S+) maxcompute=(\\S+)");
    private static final int TABLESTORE_PORT = 8087;
    private static final int MAXCOMPUTE_PORT = 8088;

    /** An orphaned sandbox closes its servers within a few seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int STARTS = 3;

    private final Path home;
    private final Process process;
    private final String tablestore;
    private final String maxCompute;

    private SandboxProcess(Path home, Process process, String tablestore, String maxCompute) {
        this.home = home;
        this.process = process;
        this.tablestore = tablestore;
        this.maxCompute = maxCompute;
    }

    /**
     * Starts both servers and the replay of the earthquakes, and waits until they accept calls. While the sandbox of a killed
     * demo still has the data, waits some seconds for it to end.
     *
     * @param data where the servers keep what they were told; also their log
     */
    static SandboxProcess start(Path home, Path data) {
        for (int start = 1; ; start++) {
            try {
                return startOnce(home, data);
            } catch (NotStartedException e) {
                boolean freeNow = DataHolder.in(e.printed)
                        .filter(holder -> holder.endsWithin(PATIENCE))
                        .isPresent();
                if (start == STARTS || !freeNow) {
                    throw failed(e.printed);
                }
            }
        }
    }

    private static SandboxProcess startOnce(Path home, Path data) throws NotStartedException {
        try {
            Files.createDirectories(data);
            Path log = data.resolve("sandbox.log");
            List<String> command = command(home);
            command.addAll(List.of(
                    "--tablestore-port",
                    free(TABLESTORE_PORT),
                    "--maxcompute-port",
                    free(MAXCOMPUTE_PORT),
                    "--data",
                    data.toString(),
                    "--replay",
                    "--exit-with-stdin"));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                    .start();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = out.readLine();
            Matcher ready = READY.matcher(line == null ? "" : line);
            if (!ready.matches()) {
                process.destroy();
                throw new NotStartedException(
                        Files.exists(log) ? Files.readString(log).strip() : "it printed " + line);
            }
            return new SandboxProcess(home, process, ready.group(1), ready.group(2));
        } catch (IOException e) {
            throw failed(String.valueOf(e.getMessage()));
        }
    }

    String tablestore() {
        return tablestore;
    }

    String maxCompute() {
        return maxCompute;
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Runs a command of the sandbox to its end and returns what it printed. */
    Printed run(List<String> arguments) {
        List<String> command = command(home);
        command.addAll(arguments);
        try {
            Process run = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            run.getOutputStream().close();
            String text = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Printed(text.strip(), run.waitFor());
        } catch (IOException e) {
            throw failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("it was interrupted");
        }
    }

    /** Standard output and exit code of a command. */
    record Printed(String text, int exitCode) {}

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The process ended before it was ready. */
    private static final class NotStartedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String printed;

        NotStartedException(String printed) {
            super(printed);
            this.printed = printed;
        }
    }

    private static List<String> command(Path home) {
        Path jar = home.resolve("sandbox/target/tidemark-sandbox.jar");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Dfile.encoding=UTF-8"));
        if (Runtime.version().feature() >= 24) {
            // As the launcher does: the Tablestore SDK's protobuf still needs it, and newer Java warns.
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    /** The usual port when nobody has it, so that other commands find the sandbox without being told. */
    private static String free(int usual) {
        try (ServerSocket probe = new ServerSocket(usual, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(probe.getLocalPort());
        } catch (IOException inUse) {
            return "0";
        }
    }

    private static FailureException failed(String why) {
        return Failure.user("SANDBOX_DID_NOT_START", "The sandbox did not start: " + why, "Mend that and start again.")
                .asException();
    }
}
