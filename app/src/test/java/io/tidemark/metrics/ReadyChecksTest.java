package io.tidemark.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.operator.Rounded;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReadyChecksTest {
    private final StillOperator operator = new StillOperator();

    @Test
    void anOperatorThatHasJustStartedIsNotReadyBeforeItsFirstRound() {
        assertThat(lines()).containsExactly("database: ok", "migrations: ok", "workers: ok", "ticker: no round yet");

        Rounded.whole(operator.rounds);
        assertThat(lines()).containsExactly("database: ok", "migrations: ok", "workers: ok", "ticker: ok");
    }

    @Test
    void eachCheckSaysInAFewWordsWhatIsWrong() {
        Rounded.whole(operator.rounds);
        operator.now = operator.now.plusSeconds(31);
        operator.databaseAnswers = false;
        operator.workersRun = false;
        operator.migrated = false;

        assertThat(lines())
                .containsExactly(
                        "database: does not answer",
                        "migrations: not done",
                        "workers: stopped",
                        "ticker: no round for 31 s");
    }

    @Test
    void migrationsThatWereDoneStayDone() {
        lines();
        operator.migrated = false;

        assertThat(lines()).contains("migrations: ok");
    }

    private List<String> lines() {
        return operator.ready.all().stream().map(ReadyChecks.Check::toString).toList();
    }
}
