package io.tidemark.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.sync.Exploration.Result;
import io.tidemark.sync.Exploration.Scenario;
import io.tidemark.sync.ExploredWorld.Budget;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No record is lost or doubled and no chain ends up stuck, in whatever order things happen; and every clause of the protocol is
 * needed for that: without it, some order of events shows what goes wrong.
 */
class ExplorationTest {
    private static final Budget NOTHING = Budget.NOTHING;

    static final Scenario LOST_SESSION =
            append(1, NOTHING.arrivals(1).crashes(1).expiries(1));
    static final Scenario TWO_WINDOWS = append(2, NOTHING.arrivals(1).crashes(1));
    static final Scenario LOST_SESSION_BEFORE_ANOTHER_WINDOW =
            append(2, NOTHING.crashes(1).expiries(1));
    static final Scenario THREE_WINDOWS = append(3, NOTHING.crashes(1));
    static final Scenario UNKNOWN_SESSION = append(1, NOTHING.unknowns(1).crashes(1));
    static final Scenario WRITTEN_AGAIN =
            overwrite(1, NOTHING.arrivals(1).crashes(1).expiries(1).reruns(1));
    static final Scenario WRITTEN_AGAIN_BEFORE_ANOTHER_WINDOW =
            overwrite(2, NOTHING.arrivals(1).reruns(1));
    static final Scenario RESTORED_ELSEWHERE = restored(1, NOTHING.arrivals(1), true);
    static final Scenario RESTORED_IN_PLACE = restored(1, NOTHING.arrivals(1), false);
    static final Scenario TWO_WINDOWS_RESTORED_ELSEWHERE = restored(2, NOTHING, true);
    static final Scenario TWO_WINDOWS_RESTORED_IN_PLACE = restored(2, NOTHING, false);
    static final Scenario LOST_SESSION_RESTORED_ELSEWHERE =
            restored(1, NOTHING.crashes(1).expiries(1), true);

    static Stream<Scenario> scenarios() {
        return Stream.of(
                LOST_SESSION,
                TWO_WINDOWS,
                LOST_SESSION_BEFORE_ANOTHER_WINDOW,
                THREE_WINDOWS,
                UNKNOWN_SESSION,
                WRITTEN_AGAIN_BEFORE_ANOTHER_WINDOW,
                RESTORED_ELSEWHERE,
                RESTORED_IN_PLACE,
                TWO_WINDOWS_RESTORED_ELSEWHERE,
                TWO_WINDOWS_RESTORED_IN_PLACE);
    }

    private static Scenario append(int windows, Budget budget) {
        return new Scenario(false, windows, budget, false);
    }

    private static Scenario overwrite(int windows, Budget budget) {
        return new Scenario(true, windows, budget, false);
    }

    private static Scenario restored(int windows, Budget budget, boolean elsewhere) {
        return new Scenario(false, windows, budget.restores(1), elsewhere);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyOrderOfEventsKeepsEveryRecordOnce(Scenario scenario) {
        Result result = new Exploration(scenario, new ExploredRules()).run();

        assertThat(result.violation()).as(result::toString).isEmpty();
        assertThat(result.states()).isGreaterThan(5000);
    }

    /** These take a minute each. */
    static Stream<Scenario> longScenarios() {
        return Stream.of(
                WRITTEN_AGAIN,
                LOST_SESSION_RESTORED_ELSEWHERE,
                restored(2, NOTHING.arrivals(1).expiries(1), true));
    }

    @ParameterizedTest
    @MethodSource("longScenarios")
    @EnabledIfSystemProperty(named = "tidemark.exploration", matches = "long")
    void everyOrderOfMoreEventsKeepsEveryRecordOnce(Scenario scenario) {
        everyOrderOfEventsKeepsEveryRecordOnce(scenario);
    }

    @ParameterizedTest
    @EnumSource(ExploredMutant.class)
    void withoutThisClauseSomethingGoesWrong(ExploredMutant mutant) {
        Result result = new Exploration(mutant.scenario(), mutant.rules()).run();

        assertThat(result.violation()).as("%s is not noticed", mutant).isPresent();
    }

    @ParameterizedTest
    @EnumSource(ExploredSecondLock.class)
    void withoutThisGuardAnotherOneHolds(ExploredSecondLock lock) {
        for (Scenario scenario : List.of(
                LOST_SESSION, TWO_WINDOWS, WRITTEN_AGAIN_BEFORE_ANOTHER_WINDOW, TWO_WINDOWS_RESTORED_IN_PLACE)) {
            Result result = new Exploration(scenario, lock.rules()).run();

            assertThat(result.violation()).as("%s: %s", scenario, result).isEmpty();
        }
    }
}
