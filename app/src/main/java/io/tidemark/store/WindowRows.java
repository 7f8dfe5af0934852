package io.tidemark.store;

import io.tidemark.attempt.Counts;
import io.tidemark.store.ChainTable.ChainRow;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Fence;
import io.tidemark.sync.LedgerWindow;
import io.tidemark.sync.Window;
import io.tidemark.sync.WindowState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the rows of {@code sync_window} for those who decide about them. */
final class WindowRows {
    private final Transactions transactions;

    WindowRows(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * What {@link io.tidemark.sync.ChainState#windows} asks for, and the window of the head. Written so that H2, too, finds
     * each of them by an index, however long the chain is: it takes no list of states and no maximum from one.
     */
    List<LedgerWindow> relevant(ChainRow chain, Window asked) {
        return relevant(chain, asked, "SELECT id FROM sync_window WHERE chain_id = :chain AND end_at = :end");
    }

    /** The same for any window in a span, and the oldest of all. */
    List<LedgerWindow> around(ChainRow chain, Window span) {
        return relevant(chain, span, """
                SELECT id FROM sync_window WHERE chain_id = :chain AND end_at >= :start AND start_at <= :end
                UNION
                SELECT id FROM sync_window WHERE chain_id = :chain AND start_at = (
                    SELECT start_at FROM sync_window WHERE chain_id = :chain
                     ORDER BY chain_id, start_at FETCH FIRST ROW ONLY)
                """);
    }

    private List<LedgerWindow> relevant(ChainRow chain, Window span, String further) {
        String sql = """
                SELECT * FROM sync_window WHERE id IN (
                    SELECT id FROM sync_window WHERE chain_id = :chain AND state = 'OPEN'
                    UNION
                    SELECT id FROM sync_window WHERE chain_id = :chain AND state = 'COMMITTING'
                    UNION
                    SELECT id FROM sync_window WHERE chain_id = :chain AND state = 'UNDECIDED'
                    UNION
                    SELECT id FROM sync_window WHERE chain_id = :chain AND start_at = (
                        SELECT start_at FROM sync_window WHERE chain_id = :chain AND start_at <= :start
                         ORDER BY chain_id DESC, start_at DESC FETCH FIRST ROW ONLY)
                    UNION
                    SELECT head_window FROM chain WHERE id = :chain
                    UNION
                    %s
                )
                """.formatted(further);
        return transactions
                .handle()
                .createQuery(sql)
                .bind("chain", chain.id().value())
                .bind("start", span.start())
                .bind("end", span.end())
                .map((row, context) -> window(row))
                .list();
    }

    private static LedgerWindow window(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        String committedBy = columns.textIfAny("committed_by").orElse("");
        return new LedgerWindow(
                columns.number("id"),
                new Window(columns.instant("start_at"), columns.instant("end_at")),
                columns.instant("requested_start"),
                WindowState.valueOf(columns.text("state")),
                new Fence(columns.text("fence")),
                Math.toIntExact(columns.number("round")),
                columns.flag("overwrite"),
                columns.text("target"),
                columns.textIfAny("start_checkpoints").map(CheckpointsCodec::decode),
                columns.textIfAny("end_checkpoints").map(CheckpointsCodec::decode),
                columns.instantIfAny("filter_from"),
                counts(columns),
                columns.instantIfAny("prepared_at"),
                columns.instantIfAny("committed_at").map(at -> new LedgerWindow.Commit(at, committedBy)));
    }

    static Counts counts(Columns columns) throws SQLException {
        return new Counts(
                columns.number("records_read"),
                columns.number("rows_written"),
                columns.number("records_dirty"),
                columns.number("records_skipped"),
                columns.number("row_deletes"),
                columns.number("records_late"),
                columns.number("bytes_read"));
    }

    /** The window itself and nothing else; empty if there is no such row. */
    Optional<LedgerWindow> find(long id) {
        return transactions
                .handle()
                .createQuery("SELECT * FROM sync_window WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> window(row))
                .findOne();
    }

    /** The row whose window ends there. */
    Optional<Long> endingAt(ChainId chain, Instant end) {
        return transactions
                .handle()
                .createQuery("SELECT id FROM sync_window WHERE chain_id = :chain AND end_at = :end")
                .bind("chain", chain.value())
                .bind("end", end)
                .mapTo(Long.class)
                .findOne();
    }

    /** What was left out just before a window. */
    Optional<LedgerWindow> gapBefore(ChainId chain, Instant start) {
        String sql = "SELECT * FROM sync_window WHERE chain_id = :chain AND end_at = :start AND state = 'GAP'";
        return transactions
                .handle()
                .createQuery(sql)
                .bind("chain", chain.value())
                .bind("start", start)
                .map((row, context) -> window(row))
                .findOne();
    }

    /** All that end later, in the order of their starts; all of the chain if no time is given. */
    List<LedgerWindow> endingAfter(ChainId chain, Optional<Instant> from) {
        String sql = "SELECT * FROM sync_window WHERE chain_id = :chain AND end_at > :from ORDER BY chain_id, start_at";
        return transactions
                .handle()
                .createQuery(sql)
                .bind("chain", chain.value())
                .bind("from", from.orElse(Instant.EPOCH))
                .map((row, context) -> window(row))
                .list();
    }

    /** The chain of a row that exists. */
    ChainId chainOf(long id) {
        return transactions
                .handle()
                .createQuery("SELECT chain_id FROM sync_window WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> new ChainId(row.getString(1)))
                .one();
    }
}
