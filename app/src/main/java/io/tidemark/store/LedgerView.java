package io.tidemark.store;

import io.tidemark.sync.ChainId;
import io.tidemark.sync.Window;
import io.tidemark.sync.WindowState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Reads the checkpoint ledger for pages and commands. Thread-safe. */
public final class LedgerView {
    private final Transactions transactions;

    public LedgerView(Transactions transactions) {
        this.transactions = transactions;
    }

    /** All chains, by name. */
    public List<ChainView> chains() {
        String sql = """
                SELECT id, stream_id, version, head, to_be_recovered, created_at FROM chain ORDER BY id
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .map((row, context) -> chain(row))
                .list());
    }

    private static ChainView chain(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        return new ChainView(
                columns.text("id"),
                columns.text("stream_id"),
                columns.number("version"),
                columns.instantIfAny("head"),
                columns.textIfAny("to_be_recovered"),
                columns.instant("created_at"));
    }

    /**
     * The newest windows of a chain, newest first; none if there is no such chain.
     *
     * @param most 1 or more
     */
    public List<WindowView> windows(ChainId chain, int most) {
        String sql = """
                SELECT id, start_at, end_at, state, round, overwrite, target, records_read, rows_written, records_dirty,
                       records_skipped, bytes_read, claimed_by, claimed_at, committed_at, committed_by, evidence
                  FROM sync_window WHERE chain_id = :chain ORDER BY chain_id DESC, start_at DESC LIMIT :most
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("chain", chain.value())
                .bind("most", most)
                .map((row, context) -> window(row))
                .list());
    }

    private static WindowView window(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        String committedBy = columns.textIfAny("committed_by").orElse("");
        return new WindowView(
                columns.number("id"),
                new Window(columns.instant("start_at"), columns.instant("end_at")),
                WindowState.valueOf(columns.text("state")),
                Math.toIntExact(columns.number("round")),
                columns.flag("overwrite"),
                columns.text("target"),
                WindowTable.counts(columns),
                columns.text("claimed_by"),
                columns.instant("claimed_at"),
                columns.instantIfAny("committed_at").map(at -> new WindowView.CommittedView(at, committedBy)),
                columns.textIfAny("evidence"));
    }
}
