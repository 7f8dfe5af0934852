package io.tidemark.store;

import io.tidemark.sync.ChainId;
import io.tidemark.sync.Checkpoints;
import io.tidemark.sync.Partition;
import io.tidemark.sync.Window;
import io.tidemark.sync.WindowState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Reads the checkpoint ledger for pages and commands. Thread-safe. */
public final class LedgerView {
    private final Transactions transactions;
    private final ChainEvents events;

    public LedgerView(Transactions transactions) {
        this.transactions = transactions;
        this.events = new ChainEvents(transactions);
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

    /** One chain; empty if the ledger does not know it. */
    public Optional<ChainView> chain(ChainId id) {
        String sql = """
                SELECT id, stream_id, version, head, to_be_recovered, created_at FROM chain WHERE id = :id
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("id", id.value())
                .map((row, context) -> chain(row))
                .findOne());
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

    /** Everything about one chain; empty if the ledger does not know it. */
    public Optional<ChainDetails> details(ChainId id) {
        return transactions.inTransaction(
                () -> chain(id).map(chain -> new ChainDetails(chain, counts(id), gaps(id), head(id), events.of(id))));
    }

    /** Whether a window whose records are fixed ends there. */
    public boolean endsAt(ChainId chain, Instant end) {
        String sql = """
                SELECT COUNT(*) FROM sync_window
                 WHERE chain_id = :chain AND end_at = :end AND end_checkpoints IS NOT NULL
                """;
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createQuery(sql)
                        .bind("chain", chain.value())
                        .bind("end", end)
                        .mapTo(Long.class)
                        .one()
                > 0);
    }

    private Map<WindowState, Long> counts(ChainId chain) {
        Map<WindowState, Long> counts = new EnumMap<>(WindowState.class);
        transactions
                .handle()
                .createQuery(
                        "SELECT state, COUNT(*) AS windows FROM sync_window WHERE chain_id = :chain GROUP BY state")
                .bind("chain", chain.value())
                .map((row, context) -> Map.entry(
                        WindowState.valueOf(new Columns(row).text("state")), new Columns(row).number("windows")))
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return counts;
    }

    private List<Window> gaps(ChainId chain) {
        String sql = """
                SELECT start_at, end_at FROM sync_window WHERE chain_id = :chain AND state = 'GAP' ORDER BY start_at
                """;
        return transactions
                .handle()
                .createQuery(sql)
                .bind("chain", chain.value())
                .map((row, context) -> span(new Columns(row)))
                .list();
    }

    private Checkpoints head(ChainId chain) {
        String sql = """
                SELECT w.end_checkpoints FROM chain c JOIN sync_window w ON w.id = c.head_window
                 WHERE c.id = :chain AND w.end_checkpoints IS NOT NULL
                """;
        return transactions
                .handle()
                .createQuery(sql)
                .bind("chain", chain.value())
                .map((row, context) -> CheckpointsCodec.decode(new Columns(row).text("end_checkpoints")))
                .findOne()
                .orElse(Checkpoints.NONE);
    }

    /**
     * The newest windows of a chain, newest first; none if there is no such chain.
     *
     * @param most 1 or more
     */
    public List<WindowView> windows(ChainId chain, int most) {
        return windows(new WindowFilter(Optional.of(chain), Optional.empty(), most));
    }

    /** The newest windows that the filter lets through, newest first. */
    public List<WindowView> windows(WindowFilter filter) {
        String sql = "SELECT * FROM sync_window WHERE TRUE"
                + filter.chain().map(chain -> " AND chain_id = :chain").orElse("")
                + filter.state().map(state -> " AND state = :state").orElse("")
                + filter.after()
                        .map(place -> " AND start_at <= :start AND (start_at < :start OR chain_id > :behind)")
                        .orElse("")
                + " ORDER BY start_at DESC, chain_id LIMIT :most";
        return transactions.inTransaction(() -> {
            Query query = transactions.handle().createQuery(sql).bind("most", filter.most());
            filter.chain().ifPresent(chain -> query.bind("chain", chain.value()));
            filter.state().ifPresent(state -> query.bind("state", state.name()));
            filter.after()
                    .ifPresent(place -> query.bind("start", place.start())
                            .bind("behind", place.chain().value()));
            return query.map((row, context) -> window(row)).list();
        });
    }

    /** The window of a chain that holds all of a span. */
    public Optional<WindowView> holding(ChainId chain, Window span) {
        String sql = """
                SELECT * FROM sync_window
                 WHERE chain_id = :chain AND start_at <= :start AND end_at >= :end ORDER BY start_at DESC LIMIT 1
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("chain", chain.value())
                .bind("start", span.start())
                .bind("end", span.end())
                .map((row, context) -> window(row))
                .findOne());
    }

    private static WindowView window(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        String committedBy = columns.textIfAny("committed_by").orElse("");
        return new WindowView(
                columns.number("id"),
                new ChainId(columns.text("chain_id")),
                span(columns),
                WindowState.valueOf(columns.text("state")),
                Math.toIntExact(columns.number("round")),
                columns.flag("overwrite"),
                columns.text("target"),
                WindowRows.counts(columns),
                columns.text("claimed_by"),
                columns.instant("claimed_at"),
                columns.instantIfAny("committed_at").map(at -> new WindowView.CommittedView(at, committedBy)),
                columns.textIfAny("evidence"));
    }

    private static Window span(Columns columns) throws SQLException {
        return new Window(columns.instant("start_at"), columns.instant("end_at"));
    }

    /** Everything about one window; empty if there is none of this id. */
    public Optional<WindowDetails> window(long id) {
        return transactions.inTransaction(() -> {
            List<WindowDetails.SessionView> sessions = sessions(id);
            return transactions
                    .handle()
                    .createQuery("SELECT * FROM sync_window WHERE id = :id")
                    .bind("id", id)
                    .map((row, context) -> details(row, sessions))
                    .findOne();
        });
    }

    private static WindowDetails details(ResultSet row, List<WindowDetails.SessionView> sessions) throws SQLException {
        Columns columns = new Columns(row);
        return new WindowDetails(
                window(row),
                columns.instant("requested_start"),
                columns.instantIfAny("filter_from"),
                columns.instantIfAny("prepared_at"),
                sessions,
                columns.textIfAny("start_checkpoints"),
                columns.textIfAny("end_checkpoints"));
    }

    private List<WindowDetails.SessionView> sessions(long window) {
        String sql = """
                SELECT round, target_partition, session_id, blocks, state
                  FROM commit_entry WHERE window_id = :window ORDER BY round, ordinal
                """;
        return transactions
                .handle()
                .createQuery(sql)
                .bind("window", window)
                .map((row, context) -> session(new Columns(row)))
                .list();
    }

    private static WindowDetails.SessionView session(Columns columns) throws SQLException {
        return new WindowDetails.SessionView(
                Math.toIntExact(columns.number("round")),
                Partition.parse(columns.text("target_partition")),
                columns.text("session_id"),
                CheckpointsCodec.decodeBlocks(columns.text("blocks")).size(),
                columns.text("state"));
    }
}
