package io.tidemark.store;

import io.tidemark.sync.ChainId;
import io.tidemark.sync.ChainOutlook;
import io.tidemark.sync.ChainState;
import io.tidemark.sync.LedgerWindow;
import io.tidemark.sync.Window;
import java.util.List;
import java.util.Optional;

/** Reads from the ledger what windows would become. Thread-safe. */
public final class ChainOutlooks {
    private final Transactions transactions;
    private final WindowRows rows;

    public ChainOutlooks(Transactions transactions) {
        this.transactions = transactions;
        this.rows = new WindowRows(transactions);
    }

    /** The outlook of a chain on windows that lie in a span. */
    public ChainOutlook of(ChainId id, Window span) {
        String sql = "SELECT stream_id, version, head, head_window, to_be_recovered FROM chain WHERE id = :id";
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("id", id.value())
                .map((row, context) -> ChainTable.chain(id, row))
                .findOne()
                .map(chain -> new ChainOutlook(state(chain, span)))
                .orElseGet(() -> ChainOutlook.unknown(id)));
    }

    private ChainState state(ChainTable.ChainRow chain, Window span) {
        List<LedgerWindow> windows = rows.around(chain, span);
        Optional<LedgerWindow> headWindow = chain.headWindow()
                .flatMap(id ->
                        windows.stream().filter(window -> window.id() == id).findFirst());
        return new ChainState(
                chain.id(),
                chain.streamId(),
                chain.version(),
                chain.head(),
                headWindow,
                chain.toBeRecovered(),
                windows);
    }
}
