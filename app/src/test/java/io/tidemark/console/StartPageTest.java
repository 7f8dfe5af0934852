package io.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.store.FreshDatabase;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class StartPageTest {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    @SuppressWarnings("NullAway.Init")
    private LiveConsole console;

    @BeforeEach
    void open() {
        console = new LiveConsole(database.transactions(), (attempt, display) -> {});
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void anEmptyPageSaysWhatWillBeThere() throws Exception {
        assertThat(page())
                .contains("Nothing needs you.")
                .contains("No cycle has been due yet.")
                .contains("/dashboard");
    }

    @Test
    void aCycleIsALineInTheTimeOfItsWorkflow() throws Exception {
        line(Mark.SUCCEEDED, "2026-11-22T06:30:00Z", "2026-11-22T06:30:02Z", "2026-11-22T06:30:05.250Z", null);

        assertThat(page())
                .contains("All cycles of the last hour succeeded.")
                .contains("1 of 1 cycle that fell due in the last hour is done.")
                .contains(
                        "earthquakes/changes",
                        ">14:30<",
                        ">14:30:00<",
                        ">14:30:02<",
                        ">3.2 s<",
                        ">1,284<",
                        "Succeeded</td>")
                .contains("http-equiv=\"refresh\" content=\"5\"");
    }

    @Test
    void aFailureSaysWhoseTurnWhatAndWhatToDoAndIsText() throws Exception {
        line(
                Mark.FAILED,
                "2026-11-22T06:30:00Z",
                "2026-11-22T06:30:02Z",
                "2026-11-22T06:30:05Z",
                Failure.user("TABLE_MISSING", "There is no table <script>alert(1)</script>.", "Create it & rerun."));

        assertThat(page())
                .contains("1 cycle needs you.")
                .contains("Your turn")
                .contains("There is no table &lt;script&gt;alert(1)&lt;/script&gt;.")
                .contains("Create it &amp; rerun.")
                .contains("USER · TABLE_MISSING")
                .doesNotContain("<script");
    }

    @Test
    void aCycleThatRunsHasTakenAsLongAsItRuns() throws Exception {
        line(Mark.RUNNING, "2026-11-22T06:30:00Z", "2026-11-22T06:30:02Z", null, null);

        assertThat(page()).contains(">2 min 06 s<").contains("1 cycle is on the way.");
    }

    @Test
    void aCycleOfAnotherDaySaysWhich() throws Exception {
        line(Mark.SUCCEEDED, "2026-11-20T06:30:00Z", "2026-11-20T06:30:02Z", "2026-11-20T07:45:02Z", null);

        assertThat(page())
                .contains(">20 Nov 14:30<")
                .contains(">1 h 15 min<")
                .contains("No cycle was due in the last hour.");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsOurFaultAndNobodysSecret() throws Exception {
        console.cycles.broken = true;

        assertThat(console.loggedIn().get("/"))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(500))
                .satisfies(answer -> assertThat(answer.body())
                        .contains("Tidemark could not answer; running cycles are not affected.")
                        .doesNotContain("hunter2"));
    }

    private String page() throws Exception {
        return console.loggedIn().get("/").body();
    }

    private void line(Mark mark, String due, String started, @Nullable String ended, @Nullable Failure failure) {
        console.cycles.lines.add(new CycleLine(
                "earthquakes/changes",
                Instant.parse(due).atZone(ZoneId.of("Asia/Shanghai")),
                mark,
                Instant.parse(due),
                Instant.parse(started),
                ended == null ? null : Instant.parse(ended),
                1,
                new Counts(1284, 1284, 0, 0, 0, 0, 99_000),
                failure));
    }
}
