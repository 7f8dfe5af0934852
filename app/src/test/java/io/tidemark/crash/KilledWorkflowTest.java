package io.tidemark.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.sandbox.fault.Fault;
import io.tidemark.sandbox.fault.FaultRule;
import io.tidemark.sandbox.fault.Moment;
import io.tidemark.sandbox.fault.Operation;
import io.tidemark.store.CycleCursorStore;
import io.tidemark.store.CycleCursorStore.Basis;
import io.tidemark.store.CycleCursorStore.CycleCursor;
import io.tidemark.store.DataDirectory;
import io.tidemark.store.Database;
import io.tidemark.store.Transactions;
import io.tidemark.workflow.TaskId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code tidemark serve} with a diamond, a task of another frequency behind it and a backfill, killed at random moments, stopped
 * for longer than a lease and told to end: every instance ends, behind all that it waits for, and every change is in each copy once.
 */
@Tag("slow")
final class KilledWorkflowTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int MINUTES = 60;
    private static final int KILLS = 5;
    private static final int MOST_MILLIS = 2500;

    /** A commit takes so long that there are cycles left when the last change is written. */
    private static final Duration SLOW = Duration.ofMillis(300);

    /** The operator's lease is 15 s. */
    private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(17);

    private static final Duration LONGEST = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    private final long seed = Long.getLong("tidemark.crash.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    @Test
    void everyInstanceEndsInOrderAndEveryRowIsThereOnce() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        Instant begin = now.minus(MINUTES, ChronoUnit.MINUTES);
        Instant end = now.plusSeconds(1);
        Commands commands = new Commands(folder);
        try (Clouds clouds = new Clouds(seed, 2, Duration.ofMinutes(MINUTES));
                Writer writer = new Writer(clouds.client, seed)) {
            Scripts.dataSources(folder, clouds.ends());
            workflow(folder.resolve("workflows"));
            Path config =
                    Files.writeString(folder.resolve("tidemark.yaml"), "{port: 0, dataSources: datasources.yaml}");
            beginAt(commands.data(), begin);
            commands.here("submit", folder.resolve("workflows").toString(), "-m", "to be killed", "--yes");
            Weather.bad(clouds.faults);
            clouds.faults.add(FaultRule.on(Operation.COMMIT_UPLOAD, new Fault.Latency(SLOW, Moment.BEFORE)));
            for (int kill = 0; kill < KILLS; kill++) {
                try (ServeProcess operator = ServeProcess.start(commands, config)) {
                    writer.write(100);
                    operator.goesOnFor(Duration.ofMillis(random.nextInt(MOST_MILLIS)));
                }
            }
            try (ServeProcess operator = ServeProcess.start(commands, config)) {
                backfill(commands, operator, begin);
                operator.goesOnFor(Duration.ofMillis(random.nextInt(MOST_MILLIS)));
            }
            try (ServeProcess operator = ServeProcess.start(commands, config)) {
                operator.standStillFor(LONGER_THAN_A_LEASE);
                operator.goesOnFor(Duration.ofMillis(random.nextInt(MOST_MILLIS)));
                operator.stop();
            }
            List<String> written = writer.written();
            assertThat(succeeded(commands, end).get("diamond/slow"))
                    .as("seed %d: cycles are left that take along what was written last", seed)
                    .isLessThan(MINUTES / 5 - 1);
            clouds.faults.clear();
            try (ServeProcess operator = ServeProcess.start(commands, config)) {
                until(commands, operator, end, counts(MINUTES, MINUTES + 5));
                operator.stop();
            }
            for (String copy : List.of(Clouds.COPY, Clouds.OTHER_COPY, Clouds.THIRD_COPY)) {
                assertThat(Account.of(written, clouds.rows(copy)))
                        .as("seed %d, %s", seed, copy)
                        .isEqualTo(new Account(List.of(), List.of(), List.of(), List.of()));
            }
            assertOrder(commands.data());
            System.out.printf(
                    "seed %d, %d kills, one stop, two ends: %s, %d rows in each of three targets, 0 lost, 0 doubled%n",
                    seed, KILLS + 1, succeeded(commands, end), written.size());
        }
    }

    private static void workflow(Path workflows) throws Exception {
        Path here = Files.createDirectories(workflows.resolve("diamond"));
        Scripts.script(here.resolve("top.json"), Clouds.COPY, Work.Mode.APPEND);
        Scripts.script(here.resolve("left.json"), Clouds.OTHER_COPY, Work.Mode.OVERWRITE);
        Scripts.script(here.resolve("slow.json"), Clouds.THIRD_COPY, Work.Mode.APPEND);
        Files.writeString(here.resolve("workflow.yaml"), """
                workflow: diamond
                every: 1m
                retry: { times: 10, interval: 1s }
                tasks:
                  top:
                    script: top.json
                    parameters: { startTime: "$[yyyymmddhh24miss-1/24/60]", endTime: "$[yyyymmddhh24miss]", ds: all }
                    dependsOn: [ { previousCycle: self } ]
                  left:
                    script: left.json
                    parameters: { startTime: "$[yyyymmddhh24miss-1/24/60]", endTime: "$[yyyymmddhh24miss]", ds: "$[yyyymmddhh24mi]" }
                    dependsOn: [ top, { previousCycle: self } ]
                  right:
                    virtual: true
                    dependsOn: [ top ]
                  slow:
                    every: 5m
                    script: slow.json
                    parameters: { startTime: "$[yyyymmddhh24miss-5/24/60]", endTime: "$[yyyymmddhh24miss]", ds: all }
                    dependsOn: [ left, right, { previousCycle: self } ]
                """);
    }

    /** Makes cycles that an operator has to catch up with. */
    private static void beginAt(Path data, Instant begin) {
        try (DataDirectory directory = DataDirectory.open(data, "crash test");
                Database database = Database.open(directory)) {
            CycleCursorStore cursors = new CycleCursorStore(new Transactions(database));
            for (String task : List.of("top", "left", "right", "slow")) {
                cursors.begin(new TaskId("diamond", task), CycleCursor.beginning(begin, new Basis(0, 0, "")));
            }
        }
    }

    /** Of the first five cycles, as soon as their windows are committed: each is written again. */
    private void backfill(Commands commands, ServeProcess operator, Instant begin) throws Exception {
        Instant last = begin.plus(5, ChronoUnit.MINUTES);
        until(commands, operator, last.plusSeconds(1), counts(5, 5));
        commands.here(
                "backfill",
                "diamond/left",
                "--from",
                local(begin.plus(1, ChronoUnit.MINUTES)),
                "--to",
                local(last),
                "--parallel",
                "3",
                "--yes");
    }

    private static String local(Instant cycle) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm").format(cycle.atZone(ZONE));
    }

    private static Map<String, Integer> counts(int minutes, int left) {
        return Map.of(
                "diamond/left", left, "diamond/right", minutes, "diamond/slow", minutes / 5, "diamond/top", minutes);
    }

    private void until(Commands commands, ServeProcess operator, Instant end, Map<String, Integer> expected)
            throws Exception {
        long start = System.nanoTime();
        for (Map<String, Integer> counts = succeeded(commands, end);
                !counts.equals(expected);
                counts = succeeded(commands, end)) {
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("seed %d: %s have succeeded of %s", seed, counts, expected)
                    .isLessThan(LONGEST);
            assertThat(operator.goesOnFor(Duration.ofMillis(300)))
                    .as("seed %d: it lives", seed)
                    .isTrue();
        }
    }

    /** How many instances of each task have, of the cycles before. */
    private static Map<String, Integer> succeeded(Commands commands, Instant end) throws Exception {
        String listed = commands.here(
                "instances", "list", "--json", "--limit", "5000", "--state", "SUCCEEDED", "--to", end.toString());
        Map<String, Integer> counts = new TreeMap<>();
        for (JsonNode instance : new ObjectMapper().readTree(listed)) {
            counts.merge(instance.path("task").asText(), 1, Integer::sum);
        }
        return counts;
    }

    /** What began before something that it waits for had succeeded is told by the database. */
    private void assertOrder(Path data) {
        String sql = """
                SELECT e.instance || ' began before ' || e.upstream || ' had succeeded'
                  FROM instance_edge e
                 WHERE (SELECT MIN(t.at) FROM instance_transition t
                         WHERE t.instance = e.instance AND t.to_state IN ('READY', 'RUNNING', 'SUCCEEDED'))
                     < COALESCE((SELECT MIN(t.at) FROM instance_transition t
                                  WHERE t.instance = e.upstream AND t.to_state = 'SUCCEEDED'),
                                CAST('9999-01-01 00:00:00Z' AS TIMESTAMP WITH TIME ZONE))
                """;
        try (DataDirectory directory = DataDirectory.open(data, "crash test");
                Database database = Database.open(directory)) {
            Transactions transactions = new Transactions(database);
            List<String> wrong = transactions.inTransaction(() ->
                    transactions.handle().createQuery(sql).mapTo(String.class).list());
            assertThat(wrong).as("seed %d", seed).isEmpty();
        }
    }
}
