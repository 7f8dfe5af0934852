package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.console.Listening;
import io.tidemark.operator.Retention;
import io.tidemark.operator.Slots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the demo starts, and stops in the reverse order. Closing again does nothing. */
final class DemoWorld implements AutoCloseable {
    private final RunningOperator.Opener operators;
    private final Path home;
    private final DataPlace place;
    private final Path data;
    private final int port;
    private @Nullable SandboxProcess sandbox;
    private @Nullable RunningOperator operator;

    DemoWorld(RunningOperator.Opener operators, Path home, DataPlace place, int port) {
        this.operators = operators;
        this.home = home;
        this.place = place;
        this.data = place.directory();
        this.port = port;
    }

    synchronized void open() {
        RunningOperator opened = operators.open(place);
        operator = opened;
        SandboxProcess started = SandboxProcess.start(home, data.resolve("sandbox"));
        sandbox = started;
        opened.start(new RunningOperator.Settings(
                Listening.loopback(port),
                Optional.of(home.resolve("workflows")),
                dataSources(started),
                true,
                home.resolve("dashboard-config"),
                Retention.DEFAULT,
                Slots.DEFAULT));
    }

    /** The shipped sources, at the addresses that the sandbox has this time. The keys are the sandbox's public ones. */
    private Path dataSources(SandboxProcess started) {
        Path file = data.resolve("datasources.yaml");
        String text = """
                # Written by tidemark demo at every start; the keys are the sandbox's public ones.
                quakes_ots:
                  type: tablestore
                  endpoint: %s
                  instance: sandbox
                  accessKeyId: sandbox-id
                  accessKeySecret: sandbox-secret
                quakes_odps:
                  type: maxcompute
                  endpoint: %s
                  project: sandbox
                  accessKeyId: sandbox-id
                  accessKeySecret: sandbox-secret
                """.formatted(started.tablestore(), started.maxCompute());
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw Failure.user(
                            "DATA_DIRECTORY_UNUSABLE",
                            file + " cannot be written: " + e.getMessage(),
                            "Choose a directory that you may write to with --data DIR.")
                    .asException(e);
        }
    }

    Path data() {
        return data;
    }

    Path log() {
        return data.resolve("sandbox").resolve("sandbox.log");
    }

    synchronized SandboxProcess sandbox() {
        return java.util.Objects.requireNonNull(sandbox, "open() was called");
    }

    synchronized RunningOperator operator() {
        return java.util.Objects.requireNonNull(operator, "open() was called");
    }

    synchronized void stopOperator() {
        if (operator != null) {
            operator.close();
            operator = null;
        }
    }

    @Override
    public synchronized void close() {
        stopOperator();
        if (sandbox != null) {
            sandbox.close();
            sandbox = null;
        }
    }
}
