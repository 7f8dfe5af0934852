package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.LiveWorld.Ran;
import io.tidemark.jobs.Eventually;
import io.tidemark.wiring.StartedOperator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code backfill} and {@code backfills}, as a person uses them, without an operator and beside one. */
class BackfillCommandTest {
    @TempDir
    private Path folder;

    private LiveWorld world;

    @BeforeEach
    void start() throws Exception {
        world = new LiveWorld(folder);
        Path workflow = Files.createDirectories(folder.resolve("workflows/quakes"));
        Files.writeString(workflow.resolve("readings.json"), LiveWorld.script(false));
        Files.writeString(workflow.resolve("workflow.yaml"), """
                workflow: quakes
                timezone: UTC
                schedule: "00 * * * * ?"
                tasks:
                  changes:
                    script: readings.json
                    parameters:
                      start: "$[yyyymmddhh24miss-1/24/60]"
                      end: "$[yyyymmddhh24miss]"
                    dependsOn: [{previousCycle: self}]
                """);
        Files.copy(folder.resolve("datasources.yaml"), folder.resolve("workflows/datasources.yaml"));
        world.run("submit", folder.resolve("workflows").toString(), "-m", "the first", "--yes")
                .ok();
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
    }

    @Test
    void whatIsShownIsAskedForAndMade() throws IOException {
        String[] asked = {"backfill", "quakes/changes", "--from", minute(1), "--to", minute(5), "--parallel", "2"};

        assertThat(world.run(with(asked, "--dry-run")).ok().out())
                .contains("Backfill 1 of quakes/changes makes 5 instances: scheduled times from ")
                .contains("oldest first, at most 2 at once")
                .contains("5 windows of chain quakes/changes are new: " + world.minute(0) + " to " + world.minute(5))
                .doesNotContain("could not be asked")
                .contains("Nothing was changed: this was a dry run.");
        world.run(asked).refused(2, "Nobody can be asked here");
        assertThat(world.answering("no\n", asked).code()).isEqualTo(1);
        assertThat(world.run("backfills", "list").ok().err()).contains("There is no backfill yet.");

        Ran made = world.answering("yes\n", with(asked, "--reason", "a test"));
        assertThat(made.ok().out()).contains("Backfill 1 is started; `tidemark backfills show 1` says how far it is.");
        assertThat(world.run("backfills", "list").ok().out().lines().skip(1))
                .singleElement()
                .asString()
                .matches("1 +quakes/changes +RUNNING +5 +0 +5 .*");
        world.run(asked).refused(2, "5 cycles of this one are still to be run by backfill 1");
        assertThat(world.run("backfills", "show", "1").ok().out())
                .contains("0 of 5 instances have succeeded")
                .contains("5 WAITING")
                .contains("STARTED by ")
                .contains(": a test");

        assertThat(world.run("backfills", "stop", "1", "--reason", "not now", "--yes")
                        .ok()
                        .out())
                .contains("has 5 instances that have not ended; none of them begins any more.")
                .contains("Those that run go on to their end.");
        assertThat(world.run("backfills", "show", "1", "--json")
                        .ok()
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("STOPPED");
        assertThat(world.run("backfills", "stop", "1").ok().out()).contains("is stopped already");
        world.run("backfills", "stop", "7").refused(2, "There is no backfill 7.");
    }

    @Test
    void dataSourcesAreThoseOfTheConfigurationAlsoWhereNoOperatorRuns() throws IOException {
        Files.delete(folder.resolve("workflows/datasources.yaml"));
        Path elsewhere = Files.createDirectories(folder.resolve("etc"));
        Files.move(folder.resolve("datasources.yaml"), elsewhere.resolve("sources.yaml"));
        Path config = Files.writeString(elsewhere.resolve("tidemark.yaml"), "dataSources: sources.yaml");
        String[] asked = {"backfill", "quakes/changes", "--from", minute(1), "--to", minute(5), "--dry-run"};

        world.run(asked).refused(2, "there is no such file");
        assertThat(world.run(with(asked, "--config", config.toString())).ok().out())
                .contains("5 windows of chain quakes/changes are new");
    }

    @Test
    void whatIsWrongIsSaid() {
        String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
        world.run("backfill", "quakes").refused(2, "No dates are given.", "--dates 2026-11-20..2026-11-22");
        world.run("backfill", "quakes", "--from", "soon").refused(2, "soon is not a date.");
        world.run("backfill", "quakes", "--from", "2026-11-20", "--to", "2026-11-18")
                .refused(2, "ends before it begins");
        world.run("backfill", "quakes", "--dates", "2026-11-20").refused(2, "--dates 2026-11-20 is not a range.");
        world.run("backfill", "quakes", "--from", yesterday, "--parallel", "11")
                .refused(2, "--parallel is 1 to 10, not 11.");
        world.run("backfill", "qakes", "--from", yesterday).refused(2, "No workflow qakes is in force.", "quakes?");
        world.run("backfill", "quakes/change", "--from", yesterday).refused(2, "Did you mean quakes/changes?");
        world.run("backfill", "quakes", "--from", yesterday, "--exclude", "changes")
                .refused(2, "All tasks of this backfill are excluded");
        world.run("backfill", "quakes", "--from", yesterday, "-p", "strat=1").refused(2, "declares a parameter strat");
        world.run("backfill", "quakes", "--from", "2024-01-01", "--to", "2025-01-01")
                .refused(2, "would have more than 20000 instances");
        world.run("backfill", "quakes", "--dates", minute(1) + ".." + minute(2), "--json")
                .refused(2, "With --json nobody is asked");
        world.run("backfill", "quakes", "--from", minute(1), "--descending")
                .refused(2, "has no checkpoints in the ledger", "Leave --descending out");
    }

    @Test
    void aRunningOperatorMakesItAndRunsIt() throws Exception {
        try (StartedOperator operator = StartedOperator.withoutSubmitting(world.data, folder)) {
            assertThat(operator).isNotNull();
            Ran made = world.run("backfill", "quakes", "--dates", minute(1) + ".." + minute(3), "--json", "--yes");
            assertThat(made.ok().json().path("backfill").path("number").asLong())
                    .isEqualTo(1);
            assertThat(made.json().path("backfill").path("instances").asInt()).isEqualTo(3);
            Eventually.holds(
                    "it is done",
                    () -> world.run("backfills", "show", "1")
                            .out()
                            .contains("is DONE: 3 of 3 instances have succeeded."));
            assertThat(world.rows()).contains("k0", "k1", "k2").doesNotHaveDuplicates();

            assertThat(world.run("backfill", "quakes", "--dates", minute(1) + ".." + minute(3), "--yes")
                            .ok()
                            .out())
                    .contains(
                            "3 windows of chain quakes/changes are committed already and appended, so that NOTHING IS WRITTEN");
            Eventually.holds(
                    "it is done, too",
                    () -> world.run("backfills", "list", "--json")
                            .json()
                            .path(0)
                            .path("state")
                            .asText()
                            .equals("DONE"));
            assertThat(world.rows()).contains("k0", "k1", "k2").doesNotHaveDuplicates();
            assertThat(world.run("backfills", "resume", "2").ok().out()).contains("Backfill 2 is done.");
        }
    }

    private String minute(int minute) {
        return world.minute(minute).atOffset(ZoneOffset.UTC).toLocalDateTime().withNano(0) + "";
    }

    private static String[] with(String[] arguments, String... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(arguments), java.util.Arrays.stream(more))
                .toArray(String[]::new);
    }
}
