package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.LiveWorld.Ran;
import io.tidemark.wiring.StartedOperator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidemark instances} and {@code tidemark tasks} do the same whether an operator runs on the data directory or not. */
final class InstancesCommandTest {
    private static final String FAILED = "idle/readings@2026-01-01T10:05+08:00";
    private static final String LATER = "idle/readings@2099-01-01T10:05+08:00";
    private static final String TASK = "idle/readings";

    @TempDir
    private Path folder;

    @Test
    void everyOperationDoesTheSameThroughTheOperatorThatRuns() throws Exception {
        List<String> without;
        List<String> through;
        try (LiveWorld world = history(folder.resolve("a"))) {
            assertThat(world.run("instances", "why", LATER).ok().out())
                    .contains("No operator has run here yet: nothing begins until `tidemark serve` does.");
            assertThat(world.run("instances", "why", FAILED).ok().out()).doesNotContain("No operator");
            without = transcript(world);
        }
        try (LiveWorld world = history(folder.resolve("b"));
                StartedOperator operator = StartedOperator.withoutSubmitting(world.data, world.folder)) {
            assertThat(operator).isNotNull();
            assertThat(world.run("instances", "why", LATER).ok().out()).doesNotContain("No operator");
            through = transcript(world);
        }

        assertThat(String.join("\n", through)).isEqualTo(String.join("\n", without));
        assertThat(String.join("\n", without))
                .contains("Task idle/readings pauses", "Nothing was changed: this was a dry run.")
                .contains("was paused by " + System.getProperty("user.name") + " at TIME: the target is full")
                .contains("Cycle " + LATER + " is FROZEN until", "Cycle " + LATER + " is CANCELLED.")
                .contains("FAILED. Only one that is WAITING, READY, RUNNING, RETRY_WAIT, FROZEN can be stopped")
                .contains("--force needs a --reason", "Cycle " + FAILED + " is WAITING and runs in its turn.")
                .contains("is WAITING and runs in its turn anyway", "RERUN  by ")
                .contains("It is planned as " + FAILED + "~r1.", "\"origin\":\"r1\"");
    }

    @Test
    void aRunOfItsOwnIsFollowedToItsEnd() throws Exception {
        try (LiveWorld world = new LiveWorld(Files.createDirectories(folder.resolve("a")))) {
            IdleWorkflow.submit(world);
            try (StartedOperator operator = StartedOperator.withoutSubmitting(world.data, world.folder)) {
                assertThat(operator).isNotNull();
                world.run(
                                "tasks",
                                "run-once",
                                TASK,
                                "--cyctime",
                                "2026-01-01T02:05:00Z",
                                "-p",
                                "start=" + world.minute(0).toEpochMilli(),
                                "-p",
                                "end=" + world.minute(2).toEpochMilli(),
                                "--yes")
                        .ok();
                String[] follow = {"instances", "log", FAILED + "~r1", "--follow"};
                Ran ran = world.run(follow);
                for (int i = 0; i < 1000 && ran.code() != 0; i++) {
                    ran = world.run(follow);
                }
                assertThat(ran.ok().out()).endsWith("-- end of attempt 1 of " + FAILED + "~r1: SUCCEEDED --\n");
                assertThat(world.rows()).containsExactly("k0", "k1");
                assertThat(world.run("instances", "show", FAILED + "~r1").ok().out())
                        .contains("state      SUCCEEDED", "window     1 of chain idle/readings", "2 rows in");
            }
        }
    }

    /** A failed cycle and one to come. */
    private static LiveWorld history(Path folder) throws Exception {
        LiveWorld world = new LiveWorld(Files.createDirectories(folder));
        IdleWorkflow.submit(world);
        insert(world, FAILED, "FAILED");
        insert(world, LATER, "WAITING");
        return world;
    }

    private static void insert(LiveWorld world, String id, String state) {
        String time = id.substring(id.indexOf('@') + 1);
        world.sql("INSERT INTO cycle_instance (id, workflow, task, cycle_at, origin, due_at, parameters, state, reason,"
                + " version, created_at, changed_at) VALUES ('" + id + "', 'idle', 'readings',"
                + " TIMESTAMP WITH TIME ZONE '" + time.replace("T", " ").replace("+", ":00+")
                + "', 'scheduled', TIMESTAMP WITH TIME ZONE '"
                + time.replace("T", " ").replace("+", ":00+")
                + "', '{\"start\":{\"text\":\"20260101095500\"},\"end\":{\"text\":\"20260101100000\"}}', '" + state
                + "', 'a test', 5, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)");
    }

    /** What each command prints and how it ends, in two worlds that differ in time and place only. */
    private static List<String> transcript(LiveWorld world) {
        List<Ran> all = new ArrayList<>();
        all.add(world.run("tasks", "list"));
        String[] pause = {"tasks", "pause", TASK, "--reason", "the target is full"};
        all.add(world.run(pause));
        all.add(world.run(with(pause, "--dry-run")));
        all.add(world.answering("y\n", pause));
        all.add(world.run(with(pause, "--yes")));
        all.add(world.run("tasks", "pause", "idle/none", "--yes"));
        all.add(world.run("tasks", "pause", "idle", "--yes"));
        all.add(world.run("tasks", "list", TASK));
        all.add(world.run("tasks", "list", TASK, "--json"));
        all.add(world.run("instances", "why", LATER));
        all.add(world.run("instances", "freeze", LATER, "--reason", "to look at it", "--yes"));
        all.add(world.run("instances", "freeze", LATER, "--yes"));
        all.add(world.run("instances", "why", LATER));
        all.add(world.run("instances", "unfreeze", LATER, "--yes"));
        all.add(world.run("instances", "stop", LATER, FAILED, "--yes"));
        all.add(world.run("instances", "stop", LATER, "--yes"));
        all.add(world.run("instances", "rerun", FAILED, "--dry-run"));
        all.add(world.run("instances", "rerun", FAILED, "--force"));
        all.add(world.run("instances", "rerun", FAILED, "--tasks", "a b"));
        all.add(world.run("instances", "rerun", FAILED, "--downstream", "--reason", "to see", "--yes"));
        all.add(world.run("instances", "rerun", FAILED, "--yes"));
        all.add(world.run("instances", "show", FAILED));
        all.add(world.run("instances", "why", FAILED));
        all.add(world.run("instances", "rerun-failed", "idle", "--to", "2026-02-01T00:00:00Z", "--yes"));
        all.add(world.run("instances", "rerun-failed", "idle", "--dry-run"));
        String[] once = {"tasks", "run-once", TASK, "--cyctime", "2026-01-01T02:05:00Z"};
        all.add(world.run(with(once, "-p", "start=20260101095900", "--reason", "to try", "--yes")));
        all.add(world.run(with(once, "-p", "begin=20260101095900")));
        all.add(world.run("instances", "list", "--origin", "requested", "--json"));
        all.add(world.run("instances", "log", FAILED + "~r1", "--follow"));
        all.add(world.run("tasks", "resume", TASK, "--dry-run"));
        all.add(world.run("tasks", "list", TASK));
        return all.stream().map(ran -> told(world, ran)).toList();
    }

    private static String[] with(String[] command, String... more) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static String told(LiveWorld world, Ran ran) {
        return (ran.code() + "\n" + ran.out() + ran.err())
                .replace(world.folder.toString(), "FOLDER")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                .replaceAll("(?m)^No operator has run here .*\\R", "")
                .replaceAll("(TIME|AT) +", "$1 ")
                .replaceAll("life       \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "life       TIME");
    }
}
