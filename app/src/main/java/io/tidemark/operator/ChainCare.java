package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.store.ChainEditor;
import io.tidemark.store.ChainView;
import io.tidemark.store.LedgerView;
import io.tidemark.sync.Advice;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.CheckpointLedger;
import io.tidemark.sync.LedgerWindow;
import io.tidemark.sync.Witness;
import io.tidemark.sync.WitnessTable;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What everything that a person does to a chain works with.
 *
 * @param records of the cycles that the chain's windows belong to
 * @param by who the person is
 */
public record ChainCare(
        ChainEditor editor, LedgerView view, CheckpointLedger ledger, Records records, InstantSource clock, String by) {
    ChainCare inTheNameOf(String person) {
        return new ChainCare(editor, view, ledger, records, clock, person);
    }

    ChainView chain(ChainId id) {
        return view.chain(id).orElseThrow(() -> unknown(id));
    }

    /** That there is no such chain. */
    static FailureException unknown(ChainId id) {
        return Failure.user(
                        "CHAIN_UNKNOWN",
                        "The ledger has no chain `" + id + "`.",
                        "`tidemark checkpoints list` shows those that it has.")
                .asException();
    }

    /** What a person may change is neither stopped nor in the middle of a commit. */
    void requireAtRest(ChainView chain) {
        if (chain.toBeRecovered().isPresent()) {
            throw Failure.user(
                            "CHAIN_TO_BE_RECOVERED",
                            "Chain " + chain.id() + " is to be recovered first: "
                                    + chain.toBeRecovered().get() + ".",
                            Advice.recover(new ChainId(chain.id())) + " Then do this again.")
                    .asException();
        }
        Optional<LedgerWindow> busy = editor.atStake(new ChainId(chain.id()));
        if (busy.isPresent()) {
            LedgerWindow window = busy.get();
            throw Failure.user(
                            "CHAIN_BUSY",
                            "Window " + window.id() + " " + window.window() + " of chain " + chain.id() + " is "
                                    + window.state() + ".",
                            switch (window.state()) {
                                case UNDECIDED -> Advice.resolve(window.id()) + " Then do this again.";
                                default -> "Run the task once more, which settles it, then this again.";
                            })
                    .asException();
        }
    }

    /** All witnesses of a chain; none if there is no status table at all. */
    static List<Witness> witnesses(WitnessTable table, String streamId, ChainId chain) {
        try {
            return table.all(streamId, chain);
        } catch (FailureException e) {
            if (e.failure().code().equals("TABLE_NOT_FOUND")) {
                return List.of();
            }
            throw e;
        }
    }

    /** Another copy of this operator has written what this one is about to change. */
    FailureException contradicted(ChainId chain, String reason) {
        ledger.toBeRecovered(chain, reason);
        return Failure.limit(
                        "CHAIN_TO_BE_RECOVERED", "It was not finished: " + reason + ".", Advice.stopTheOther(chain))
                .asException();
    }
}
