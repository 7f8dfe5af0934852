package io.tidemark.store;

import io.tidemark.store.ChainTable.ChainRow;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.LedgerWindow;
import io.tidemark.sync.RecordedWindow;
import io.tidemark.sync.RecoveryPlan;
import io.tidemark.sync.WindowState;
import io.tidemark.sync.Witness;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Makes a chain agree with its witnesses. Each call belongs to the transaction that holds the chain's row. */
final class ChainRecovery {
    private final ChainTable chains;
    private final WindowRows rows;
    private final WindowTable windows;
    private final CommitEntryTable entries;

    ChainRecovery(Transactions transactions) {
        this.chains = new ChainTable(transactions);
        this.rows = new WindowRows(transactions);
        this.windows = new WindowTable(transactions);
        this.entries = new CommitEntryTable(transactions);
    }

    RecoveryPlan plan(ChainId chain, List<Witness> witnesses) {
        Optional<Instant> from =
                witnesses.stream().map(witness -> witness.window().start()).min(Comparator.naturalOrder());
        return RecoveryPlan.of(recorded(chain, from), witnesses);
    }

    /** The windows that end later, with the sessions of their last rounds; all of the chain if no time is given. */
    List<RecordedWindow> recorded(ChainId chain, Optional<Instant> from) {
        return rows.endingAfter(chain, from).stream()
                .map(row -> new RecordedWindow(row, entries.of(row.id(), row.round())))
                .toList();
    }

    /** Returns whether every row was still as it is in the plan; otherwise the transaction must not be committed. */
    boolean carryOut(ChainRow chain, RecoveryPlan plan, Instant now) {
        chains.forgetHeadWindow(chain.id());
        for (LedgerWindow dropped : plan.dropped()) {
            if (windows.drop(dropped) != 1) {
                return false;
            }
        }
        for (Witness witness : plan.adopted()) {
            long window = windows.insert(witness, "recovery", now);
            entries.name(window, witness.round(), witness.prepared().entries());
            if (RecoveryPlan.stateOf(witness) == WindowState.COMMITTED) {
                entries.committed(window, witness.round());
            }
        }
        for (RecoveryPlan.Hole hole : plan.holes()) {
            windows.insertGap(chain.id(), hole.window(), hole.checkpoints(), "", "recovery", now);
        }
        windows.refence(chain.id());
        Optional<Instant> head = plan.head().or(chain::head);
        return chains.recovered(chain, head, head.flatMap(end -> rows.endingAt(chain.id(), end))) == 1;
    }
}
