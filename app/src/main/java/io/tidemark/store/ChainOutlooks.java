package io.tidemark.store;

import io.tidemark.sync.ChainId;
import io.tidemark.sync.ChainOutlook;
import io.tidemark.sync.Window;

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
                .map(chain -> new ChainOutlook(chain.state(rows.around(chain, span))))
                .orElseGet(() -> ChainOutlook.unknown(id)));
    }
}
