package io.tidemark.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.sandbox.fault.FaultRule;
import io.tidemark.sandbox.fault.Moment;
import io.tidemark.sandbox.fault.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a person does when a chain has to be repaired, killed from outside in the middle and repeated until it is done: {@code
 * restore}, {@code checkpoints recover}, {@code move} and {@code rewind}. The chain goes on after each, and every row is counted.
 */
@Tag("slow")
final class KilledRepairTest {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int ROUNDS = 1;
    private static final int MOST_MILLIS = 40;

    /** Where a command is killed. */
    private interface Moments {
        /** Kills it then; returns false if it had ended before. */
        boolean kill(LifeProcess command) throws Exception;
    }

    @TempDir
    private Path folder;

    private final List<String> story = new ArrayList<>();
    private final List<Gate> late = new ArrayList<>();
    private int kills;

    @Test
    void aRepairThatIsRepeatedIsDoneOnce() throws Exception {
        long seed = Long.getLong("tidemark.crash.seed", new Random().nextLong());
        Random random = new Random(seed);
        Commands commands = new Commands(folder);
        try (Clouds clouds = new Clouds(seed, 2);
                Writer writer = new Writer(clouds.client, seed)) {
            Scripts.dataSources(folder, clouds.ends());
            Path script = Scripts.script(folder.resolve("killed.json"), Clouds.COPY, Work.Mode.OVERWRITE);
            Windows windows = new Windows(Work.Mode.OVERWRITE, 2);
            String chain = "life-0";
            for (int round = 1; round <= ROUNDS; round++) {
                run(commands, script, chain, written(writer, windows));
                Path copy = folder.resolve("copy-" + round + ".zip");
                commands.here("backup", copy.toString());
                Work later = written(writer, windows);
                run(commands, script, chain, later);

                killed(
                        commands,
                        List.of(unpacking(random), unpacking(random), unpacking(random)),
                        "restore",
                        copy.toString(),
                        "--yes");
                killed(
                        commands,
                        List.of(
                                call(clouds, random, Operation.GET_RANGE, Moment.AFTER, 1),
                                behind(clouds, random, Operation.GET_RANGE, 1)),
                        "checkpoints",
                        "recover",
                        chain,
                        "--yes");
                run(commands, script, chain, written(writer, windows));
                String next = "life-" + round;
                killed(
                        commands,
                        List.of(
                                call(clouds, random, Operation.PUT_ROW, Moment.BEFORE, 1),
                                call(clouds, random, Operation.PUT_ROW, Moment.BEFORE, 2),
                                call(clouds, random, Operation.PUT_ROW, Moment.AFTER, 3),
                                behind(clouds, random, Operation.PUT_ROW, 4),
                                call(clouds, random, Operation.DELETE_ROW, Moment.BEFORE, 1),
                                call(clouds, random, Operation.DELETE_ROW, Moment.AFTER, 1),
                                call(clouds, random, Operation.DELETE_ROW, Moment.AFTER, 1)),
                        "checkpoints",
                        "move",
                        chain,
                        next,
                        "--yes");
                chain = next;
                releaseTheLate();
                Work last = written(writer, windows);
                run(commands, script, chain, last);
                killed(
                        commands,
                        List.of(
                                call(clouds, random, Operation.DELETE_ROW, Moment.BEFORE, 1),
                                call(clouds, random, Operation.DELETE_ROW, Moment.AFTER, 1),
                                behind(clouds, random, Operation.DELETE_ROW, 1)),
                        "checkpoints",
                        "rewind",
                        chain,
                        "--to",
                        later.window().start().toString(),
                        "--yes");
                // The later windows are read again; each overwrites its own partition.
                for (Work again : windows.since(later)) {
                    run(commands, script, chain, again);
                }
                releaseTheLate();
            }
            run(commands, script, chain, written(writer, windows));
            assertThat(Account.of(writer.written(), clouds.rows()))
                    .as("seed %d: %s", seed, story)
                    .isEqualTo(new Account(List.of(), List.of(), List.of(), List.of()));
            System.out.println("seed " + seed + ", " + kills + " kills inside repairs, "
                    + writer.written().size() + " rows, 0 lost, 0 doubled: " + story);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n" + story + "\n" + log(commands), e);
        }
    }

    /** Kills the command at each of these moments, one after the other, and repeats it until it is done. */
    private void killed(Commands commands, List<Moments> moments, String... words) throws Exception {
        String name = String.join(" ", words).replaceAll(" [^ ]*/| --yes", " ").strip();
        int hit = 0;
        for (Moments moment : moments) {
            try (LifeProcess command = commands.inAnother(words)) {
                hit += moment.kill(command) ? 1 : 0;
            }
        }
        try (LifeProcess command = commands.inAnother(words)) {
            assertThat(command.exitCode()).as(name + " at last").isZero();
        }
        kills += hit;
        story.add(name + " killed " + hit + " times of " + moments.size());
    }

    /** While the service has a call; its effect comes at once, or when the repair is long done. */
    private Moments call(Clouds clouds, Random random, Operation operation, Moment moment, int nth) {
        return command -> {
            Gate gate = held(clouds, command, operation, moment, nth);
            boolean killed = killed(command);
            if (random.nextBoolean()) {
                late.add(gate);
            } else {
                gate.open();
            }
            return killed;
        };
    }

    private static boolean killed(LifeProcess command) throws InterruptedException {
        boolean alive = command.alive();
        command.kill();
        return alive;
    }

    /** Shortly behind a call, where the ledger is written. */
    private Moments behind(Clouds clouds, Random random, Operation operation, int nth) {
        return command -> {
            Gate gate = held(clouds, command, operation, Moment.AFTER, nth);
            gate.open();
            command.saysSomethingWithin(Duration.ofMillis(random.nextInt(MOST_MILLIS)));
            return killed(command);
        };
    }

    private static Gate held(Clouds clouds, LifeProcess command, Operation operation, Moment moment, int nth)
            throws Exception {
        FaultRule rule = Gate.rule(operation, moment, nth);
        Gate gate = clouds.gate(rule);
        while (!gate.isReachedWithin(Duration.ofMillis(5)) && command.alive()) {
            Thread.onSpinWait();
        }
        clouds.drop(rule);
        return gate;
    }

    /** While the restored database is prepared beside the other, or shortly behind that. */
    private Moments unpacking(Random random) {
        return command -> {
            Path beside = folder.resolve("data").resolve("tidemark-restoring.mv.db");
            long start = System.nanoTime();
            while (!Files.exists(beside) && command.alive() && System.nanoTime() - start < LONGEST.toNanos()) {
                command.saysSomethingWithin(Duration.ofMillis(1));
            }
            command.saysSomethingWithin(Duration.ofMillis(random.nextInt(10 * MOST_MILLIS)));
            return killed(command);
        };
    }

    private void releaseTheLate() {
        late.forEach(Gate::open);
        late.clear();
    }

    private static Work written(Writer writer, Windows windows) throws Exception {
        writer.write(20);
        writer.written();
        return windows.last();
    }

    private static void run(Commands commands, Path script, String chain, Work work) {
        commands.here(
                "run",
                script.toString(),
                "--task",
                chain,
                "-p",
                "startTime=" + work.window().start().toEpochMilli(),
                "-p",
                "endTime=" + work.window().end().toEpochMilli(),
                "-p",
                work.partition());
    }

    private static String log(Commands commands) {
        try {
            List<String> lines = Files.readAllLines(commands.errors());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }
}
