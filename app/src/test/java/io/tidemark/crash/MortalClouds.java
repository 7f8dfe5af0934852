package io.tidemark.crash;

import io.tidemark.sandbox.fault.Moment;
import io.tidemark.sandbox.fault.Operation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two services in a process that is killed and begun again, on the same ports and data. Used by one thread. */
final class MortalClouds implements AutoCloseable {
    private final Path folder;
    private final long seed;
    private final int shards;
    private final Clouds.Ends ends;
    private final Bystander side;
    private LifeProcess process;
    private int lives;

    MortalClouds(Path folder, long seed, int shards) throws Exception {
        this.folder = Files.createDirectories(folder);
        this.seed = seed;
        this.shards = shards;
        process = started(null);
        String[] ready = line().split(" ", 3);
        ends = new Clouds.Ends(ready[1], ready[2]);
        side = new Bystander(ends);
        side.createTables();
    }

    private LifeProcess started(Clouds.@Nullable Ends former) throws IOException {
        return LifeProcess.start(
                CloudsMain.class,
                folder.resolve("errors.log"),
                List.of(
                        folder.resolve("data").toString(),
                        former == null ? "0" : port(former.tablestore()),
                        former == null ? "0" : port(former.maxCompute()),
                        Long.toString(seed + lives++),
                        Integer.toString(shards)));
    }

    private static String port(String endpoint) {
        return Integer.toString(URI.create(endpoint).getPort());
    }

    Clouds.Ends ends() {
        return ends;
    }

    Bystander side() {
        return side;
    }

    /** How often they were begun. */
    int lives() {
        return lives;
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        process.close();
    }

    /** Begins them again; they take calls when this returns. */
    void begin() throws Exception {
        process = started(ends);
        if (!line().startsWith("ready ")) {
            throw new AssertionError("the services did not begin again\n" + errors());
        }
    }

    /** Tells them something that they only acknowledge. */
    void tell(String line) throws Exception {
        process.tell(line);
        String answer = line();
        if (!answer.equals("done")) {
            throw new AssertionError("the services say " + answer);
        }
    }

    /** Holds the n-th call from now on for ever. */
    void hold(Operation operation, Moment moment, int nth) throws Exception {
        tell("hold " + operation.name() + " " + moment + " " + nth);
    }

    /** Whether the call is there that is held. */
    boolean holdWithin(Duration time) throws Exception {
        return process.saysSomethingWithin(time) && line().equals("held");
    }

    private String line() throws Exception {
        return process.line().orElseThrow(() -> new AssertionError("the services died by themselves\n" + errors()));
    }

    String errors() {
        try {
            return Files.readString(folder.resolve("errors.log"));
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }

    @Override
    public void close() throws Exception {
        side.close();
        process.close();
    }
}
