package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.LiveWorld.Ran;
import io.tidemark.store.DataDirectory;
import io.tidemark.wiring.StartedOperator;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands say and do the same whether an operator runs on the data directory or not. */
final class HeldDirectoryTest {
    private static final String FAILED = "idle/readings@2026-01-01T10:05+08:00";

    @TempDir
    private Path folder;

    @Test
    void everyCommandDoesTheSameThroughTheOperatorThatRuns() throws Exception {
        List<String> without;
        List<String> through;
        try (LiveWorld world = history(folder.resolve("a"))) {
            without = transcript(world);
        }
        try (LiveWorld world = history(folder.resolve("b"));
                StartedOperator operator = StartedOperator.withoutSubmitting(world.data, world.folder)) {
            assertThat(operator).isNotNull();
            through = transcript(world);
            assertThat(world.data.resolve("operator.json")).exists();
        }

        assertThat(String.join("\n", through)).isEqualTo(String.join("\n", without));
        assertThat(String.join("\n", without))
                .contains("must never be committed", "REWOUND", "MOVED  from quakes", "goes on with its next window")
                .contains("is SUCCEEDED; what waits for it goes on", "has set it successful: it was loaded by hand")
                .contains("life       TIME  FAILED -> SUCCEEDED  MARK_SUCCESSFUL  by ")
                .contains("There is none of this task at all", "has had no attempt")
                .contains("[{\"id\":\"" + FAILED + "\",\"task\":\"idle/readings\",\"state\":\"SUCCEEDED\"")
                .contains(System.getProperty("user.name"));
    }

    @Test
    void anAddressThatAKilledOperatorLeftBehindMisleadsNobody() throws Exception {
        Path data = folder.resolve("data");
        try (LiveWorld world = new LiveWorld(Files.createDirectories(folder.resolve("a")))) {
            assertThat(world.in(data, "windows", "list").ok().err()).contains("There is no data directory " + data);
            assertThat(world.in(data, "windows", "list").ok().err()).doesNotContain("directory");
            try (DataDirectory held = DataDirectory.open(data, "tidemark run");
                    ServerSocket stranger = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
                assertThat(held).isNotNull();
                Files.writeString(
                        data.resolve("operator.json"),
                        "{\"port\":%d,\"token\":\"old\",\"pid\":1}".formatted(stranger.getLocalPort()));
                world.in(data, "windows", "list").refused(2, "in use by", "tidemark run");
                world.in(data, "backup", folder.resolve("copy.zip").toString()).refused(2, "in use by");
                stranger.setSoTimeout(1);
                assertThatThrownBy(stranger::accept)
                        .as("the old token went to nobody")
                        .isInstanceOf(SocketTimeoutException.class);
            }
            world.in(data, "windows", "list").ok();
        }
    }

    @Test
    void aCommandWaitsForAnotherOneToLeaveTheDirectory() throws Exception {
        Path data = folder.resolve("data");
        try (LiveWorld world = new LiveWorld(Files.createDirectories(folder.resolve("a")))) {
            DataDirectory held = DataDirectory.open(data, "tidemark instances list");
            Thread leaving = new Thread(() -> {
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
                held.close();
            });
            leaving.start();
            world.in(data, "windows", "list").ok();
            leaving.join();
        }
    }

    /** A chain with a committed and an undecided window, and one that is to be recovered. */
    private static LiveWorld history(Path folder) throws Exception {
        LiveWorld world = new LiveWorld(Files.createDirectories(folder));
        IdleWorkflow.submit(world);
        world.sync(0, 1).ok();
        world.sync(1, 2).ok();
        world.sync(2, 3).ok();
        world.task = "stopped";
        world.sync(0, 1).ok();
        world.sql("UPDATE chain SET to_be_recovered = 'a test' WHERE id = 'stopped'");
        world.sql("UPDATE sync_window SET state = 'UNDECIDED', evidence = 'nobody knows',"
                + " prepared_at = DATEADD(HOUR, -40, CURRENT_TIMESTAMP) WHERE id = 3");
        world.sql("INSERT INTO cycle_instance (id, workflow, task, cycle_at, origin, due_at, parameters, state, reason,"
                + " version, created_at, changed_at) VALUES ('" + FAILED + "', 'idle', 'readings',"
                + " TIMESTAMP WITH TIME ZONE '2026-01-01 10:05:00+08:00', 'scheduled',"
                + " TIMESTAMP WITH TIME ZONE '2026-01-01 10:05:00+08:00', '{}', 'FAILED', 'a test', 5,"
                + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)");
        return world;
    }

    /** What each command prints and how it ends, in two worlds that differ in time and place only. */
    private static List<String> transcript(LiveWorld world) {
        List<Ran> all = new ArrayList<>();
        all.add(world.run("windows", "list"));
        all.add(world.run("windows", "list", "--json"));
        all.add(world.run("windows", "list", "--state", "undecided", "--chain", "quakes", "--limit", "2"));
        all.add(world.run("windows", "show", "1"));
        all.add(world.run("windows", "show", "3", "--json"));
        all.add(world.run("windows", "show", "77"));
        all.add(world.run("checkpoints", "list"));
        all.add(world.run("checkpoints", "list", "--json"));
        all.add(world.run("checkpoints", "show", "quakes"));
        all.add(world.run("checkpoints", "show", "quakes", "--json"));
        all.add(world.run("checkpoints", "show", "nobody"));
        String[] resolve = {"windows", "resolve", "3", "--not-committed"};
        all.add(world.run(resolve));
        all.add(world.run(with(resolve, "--dry-run")));
        all.add(world.answering("n\n", resolve));
        all.add(world.run(with(resolve, "--yes", "--script", world.folder + "/nothing.json")));
        all.add(world.run(with(resolve, "--yes", "--script", world.script.toString())));
        all.add(world.run(
                "checkpoints", "rewind", "quakes", "--to", world.minute(7).toString()));
        all.add(world.answering("y\n", resolve));
        all.add(world.run(with(resolve, "--yes")));
        all.add(world.run("checkpoints", "recover", "stopped", "--dry-run"));
        all.add(world.run("checkpoints", "recover", "stopped", "--yes"));
        all.add(world.run("checkpoints", "recover", "stopped"));
        all.add(world.run("checkpoints", "accept-loss", "stopped", "--dry-run"));
        String[] rewind = {
            "checkpoints", "rewind", "quakes", "--to", world.minute(1).toString()
        };
        all.add(world.answering("y\n", rewind));
        all.add(world.run(with(rewind, "--yes")));
        all.add(world.run("checkpoints", "move", "quakes", "stopped", "--yes"));
        all.add(world.run("checkpoints", "move", "quakes", "tremors", "--yes"));
        all.add(world.run("checkpoints", "rewind", "idle/readings", "--to", "2026-01-01T00:00:00Z"));
        all.add(world.run("checkpoints", "rewind", "unheard", "--to", "2026-01-01T00:00:00Z"));
        all.add(world.run("checkpoints", "show", "tremors"));
        String[] set = {"instances", "set-successful", FAILED, "--reason", "it was loaded by hand"};
        all.add(world.run(set));
        all.add(world.run(with(set, "--dry-run")));
        all.add(world.answering("y\n", set));
        all.add(world.run(with(set, "--yes")));
        all.add(world.run("instances", "set-successful", "idle", "--reason", "none"));
        all.add(world.run("instances", "set-successful", FAILED, "--reason", " "));
        all.add(world.run("instances", "set-success", FAILED, "--reason", "again"));
        all.add(world.run("instances", "list", "--json", "--state", "succeeded", "--to", "2026-01-02T00:00:00Z"));
        all.add(world.run("instances", "list", "--task", "idle/readings", "--to", "2026-01-02T00:00:00+08:00"));
        all.add(world.run("instances", "list", "--state", "lost"));
        all.add(world.run("instances", "list", "--origin", "requested", "--limit", "3"));
        all.add(world.run("instances", "show", FAILED));
        all.add(world.run("instances", "show", "idle/readings@2026-01-01T02:05Z", "--json"));
        all.add(world.run("instances", "show", "no/such@2026-01-01T10:06+08:00"));
        all.add(world.run("instances", "why", FAILED));
        all.add(world.run("instances", "log", FAILED));
        all.add(world.run("versions"));
        all.add(world.run("versions", "idle", "--json"));
        all.add(world.run("diff", "idle@1", "idle@1"));
        all.add(world.run("diff", "idle@1", "idle@2"));
        all.add(world.run("rollback", "idle@1", "--dry-run"));
        all.add(world.run("instances", "set-successful", FAILED.replace("05", "06"), "--reason", "none"));
        all.add(world.run("checkpoints", "show", "tremors", "--json"));
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
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "TIME")
                .replaceAll("\"(at|ended)\":\"[^\"]*\"", "\"$1\":\"-\"")
                .replaceAll("\"(stream|session)\":\"[^\"]*\"", "\"$1\":\"-\"")
                .replaceAll("\"shards\":\\[.*?\\]", "\"shards\":[]")
                .replaceAll("\"(start|end)Checkpoints\":.*", "-")
                .replaceAll("(?m)^(stream|session|shard) .*$", "$1 -");
    }
}
