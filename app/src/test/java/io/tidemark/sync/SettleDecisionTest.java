package io.tidemark.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.attempt.Counts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettleDecisionTest {
    @ParameterizedTest
    @CsvSource({
        "NORMAL,     COMMIT,     COMMIT",
        "CLOSING,    POLL,       POLL",
        "COMMITTING, POLL,       POLL",
        "CLOSED,     DONE,       DONE",
        "CANCELED,   NEXT_ROUND, UNDECIDED",
        "CRITICAL,   NEXT_ROUND, UNDECIDED",
        "EXPIRED,    NEXT_ROUND, UNDECIDED",
        "UNKNOWN,    NEXT_ROUND, UNDECIDED",
        "NOT_FOUND,  NEXT_ROUND, UNDECIDED"
    })
    void followsTheTable(SessionStatus status, SettleDecision overwrite, SettleDecision append) {
        UploadSession.View view = new UploadSession.View(status, Set.of(0L, 1L));

        assertThat(SettleDecision.of(view, entry(true))).isEqualTo(overwrite);
        assertThat(SettleDecision.of(view, entry(false))).isEqualTo(append);
    }

    @Test
    void otherBlocksAreNeverCommitted() {
        UploadSession.View view = new UploadSession.View(SessionStatus.NORMAL, Set.of(0L, 1L, 2L));

        assertThat(SettleDecision.of(view, entry(true))).isEqualTo(SettleDecision.FOREIGN_BLOCKS);
    }

    @Test
    void theWitnessDecidesBeforeTheStatusDoes() {
        WindowClaim claim = claim(1);

        assertThat(WitnessDecision.of(Optional.empty(), claim, List.of(entry(true))))
                .isEqualTo(WitnessDecision.INSERT);
        assertThat(WitnessDecision.of(witness(0, "older", Witness.State.COMMITTED), claim, List.of(entry(true))))
                .isEqualTo(WitnessDecision.REPLACE);
        assertThat(WitnessDecision.of(witness(1, "s", Witness.State.COMMITTING), claim, List.of(entry(true))))
                .isEqualTo(WitnessDecision.AGREES);
        assertThat(WitnessDecision.of(witness(0, "s", Witness.State.VOID), claim, List.of(entry(true))))
                .isEqualTo(WitnessDecision.REPLACE);
        assertThat(WitnessDecision.of(witness(1, "s", Witness.State.VOID), claim, List.of(entry(true))))
                .isEqualTo(WitnessDecision.CONTRADICTS);
        assertThat(WitnessDecision.of(witness(1, "other", Witness.State.COMMITTING), claim, List.of(entry(true))))
                .isEqualTo(WitnessDecision.CONTRADICTS);
        assertThat(WitnessDecision.of(witness(2, "later", Witness.State.COMMITTING), claim, List.of(entry(true))))
                .isEqualTo(WitnessDecision.CONTRADICTS);
    }

    private static CommitEntry entry(boolean overwrite) {
        return new CommitEntry(Samples.PARTITION, "s", overwrite, List.of(1L, 0L));
    }

    private static WindowClaim claim(int round) {
        return new WindowClaim(
                1,
                new ChainId("c"),
                Samples.minutes(0, 1),
                Fence.random(),
                round,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<Witness> witness(int round, String session, Witness.State state) {
        return Optional.of(new Witness(
                "stream-1",
                new ChainId("c"),
                Samples.minutes(0, 1),
                state,
                round,
                "p.t",
                new Prepared(
                        new WindowCheckpoints(Checkpoints.NONE, Checkpoints.NONE),
                        Counts.NONE,
                        List.of(new CommitEntry(Samples.PARTITION, session, true, List.of())))));
    }
}
