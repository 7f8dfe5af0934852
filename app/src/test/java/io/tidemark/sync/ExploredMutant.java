package io.tidemark.sync;

import io.tidemark.sync.Exploration.Scenario;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The protocol with one clause taken out. */
@SuppressWarnings("ImmutableEnumChecker") // rules have no fields
enum ExploredMutant {
    /** Each of the two keeps a late worker out alone, so both are taken out. */
    STEP_A_WITHOUT_FENCE_AND_ROUND(ExplorationTest.LOST_SESSION, new ExploredRules() {
        @Override
        StepDecision prepare(ChainState chain, WindowClaim claim) {
            return StepDecision.ALLOWED;
        }
    }),
    STEP_C_WITHOUT_FENCE(ExplorationTest.RESTORED_IN_PLACE, new ExploredRules() {
        @Override
        StepDecision settled(ChainState chain, WindowClaim claim) {
            return super.settled(chain, ExploredMutant.fencedAsNow(chain, claim));
        }
    }),
    STEP_C_WITHOUT_STATE_AND_ROUND(ExplorationTest.RESTORED_IN_PLACE, new ExploredRules() {
        @Override
        StepDecision settled(ChainState chain, WindowClaim claim) {
            return StepDecision.ALLOWED;
        }
    }),
    NO_WITNESS(ExplorationTest.RESTORED_ELSEWHERE, new ExploredRules() {
        @Override
        boolean witnessComesFirst() {
            return false;
        }
    }),
    WITNESS_WITHOUT_CONDITION(ExplorationTest.LOST_SESSION_RESTORED_ELSEWHERE, new ExploredRules() {
        @Override
        boolean witnessIsConditional() {
            return false;
        }
    }),
    WITNESS_OF_OTHER_SESSIONS_REPLACED(ExplorationTest.RESTORED_ELSEWHERE, new ExploredRules() {
        @Override
        WitnessDecision witness(Optional<Witness> found, WindowClaim claim, List<CommitEntry> entries) {
            WitnessDecision decision = super.witness(found, claim, entries);
            return decision == WitnessDecision.CONTRADICTS ? WitnessDecision.REPLACE : decision;
        }
    }),
    VOID_WITNESS_REVIVED(ExplorationTest.UNKNOWN_SESSION, new ExploredRules() {
        @Override
        WitnessDecision witness(Optional<Witness> found, WindowClaim claim, List<CommitEntry> entries) {
            return found.isPresent() && found.get().names(claim.round(), entries)
                    ? WitnessDecision.REPLACE
                    : super.witness(found, claim, entries);
        }
    }),
    WITNESS_NOT_VOIDED_BEFORE_REOPENING(ExplorationTest.UNKNOWN_SESSION, new ExploredRules() {
        @Override
        boolean witnessIsVoidedFirst() {
            return false;
        }
    }),
    NOT_COMMITTED_SAID_AT_ANY_TIME(ExplorationTest.UNKNOWN_SESSION, new ExploredRules() {
        @Override
        boolean maybe(Resolution resolution, Instant namedAt, Instant now) {
            return true;
        }
    }),
    STATUS_NOT_ASKED_AFTER_THE_COMMIT(ExplorationTest.LOST_SESSION, new ExploredRules() {
        @Override
        boolean statusIsAskedAfterCommit() {
            return false;
        }
    }),
    LOST_APPEND_SESSION_WRITTEN_AGAIN(ExplorationTest.LOST_SESSION, new ExploredRules() {
        @Override
        SettleDecision settle(UploadSession.View view, CommitEntry entry) {
            SettleDecision decision = super.settle(view, entry);
            return decision == SettleDecision.UNDECIDED ? SettleDecision.NEXT_ROUND : decision;
        }
    }),
    LOST_APPEND_SESSION_TAKEN_FOR_DONE(ExplorationTest.LOST_SESSION, new ExploredRules() {
        @Override
        SettleDecision settle(UploadSession.View view, CommitEntry entry) {
            SettleDecision decision = super.settle(view, entry);
            return decision == SettleDecision.UNDECIDED ? SettleDecision.DONE : decision;
        }
    }),
    RECORDS_READ_ANEW(ExplorationTest.WRITTEN_AGAIN_BEFORE_ANOTHER_WINDOW, new ExploredRules() {
        @Override
        boolean recordsStayFixed() {
            return false;
        }
    }),
    BEGUN_COMMIT_NOT_SETTLED_FIRST(ExplorationTest.LOST_SESSION, new ExploredRules() {
        @Override
        ClaimDecision claim(ChainState chain, ClaimRequest request) {
            return super.claim(ExploredMutant.without(chain, WindowState.COMMITTING), request);
        }
    }),
    UNDECIDED_WINDOW_BLOCKS_NOBODY(ExplorationTest.LOST_SESSION_BEFORE_ANOTHER_WINDOW, new ExploredRules() {
        @Override
        ClaimDecision claim(ChainState chain, ClaimRequest request) {
            return super.claim(ExploredMutant.without(chain, WindowState.UNDECIDED), request);
        }
    }),
    RECOVERY_WITHOUT_WITNESSES(ExplorationTest.RESTORED_ELSEWHERE, new ExploredRules() {
        @Override
        RecoveryPlan recovery(Collection<RecordedWindow> recorded, Collection<Witness> witnesses) {
            return super.recovery(recorded, List.of());
        }
    });

    private final Scenario scenario;
    private final ExploredRules rules;

    /** @param scenario in which the clause matters */
    ExploredMutant(Scenario scenario, ExploredRules rules) {
        this.scenario = scenario;
        this.rules = rules;
    }

    Scenario scenario() {
        return scenario;
    }

    ExploredRules rules() {
        return rules;
    }

    private static WindowClaim fencedAsNow(ChainState chain, WindowClaim claim) {
        Fence now = chain.windows().stream()
                .filter(row -> row.id() == claim.windowId())
                .map(LedgerWindow::fence)
                .findFirst()
                .orElse(claim.fence());
        return new WindowClaim(
                claim.windowId(),
                claim.chain(),
                claim.window(),
                now,
                claim.round(),
                claim.chainVersion(),
                claim.start(),
                claim.end(),
                claim.filterFrom(),
                claim.gap(),
                claim.fill());
    }

    private static ChainState without(ChainState chain, WindowState state) {
        return new ChainState(
                chain.id(),
                chain.streamId(),
                chain.version(),
                chain.head(),
                chain.headWindow(),
                chain.toBeRecovered(),
                chain.windows().stream().filter(row -> row.state() != state).toList());
    }
}
