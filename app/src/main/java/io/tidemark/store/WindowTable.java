package io.tidemark.store;

import io.tidemark.attempt.Counts;
import io.tidemark.store.ChainTable.ChainRow;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.ClaimDecision;
import io.tidemark.sync.ClaimRequest;
import io.tidemark.sync.CommitEntry;
import io.tidemark.sync.Fence;
import io.tidemark.sync.LedgerWindow;
import io.tidemark.sync.Prepared;
import io.tidemark.sync.RecoveryPlan;
import io.tidemark.sync.Window;
import io.tidemark.sync.WindowCheckpoints;
import io.tidemark.sync.WindowClaim;
import io.tidemark.sync.WindowState;
import io.tidemark.sync.Witness;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;

/** The rows of {@code sync_window}. Every change names the state, fence and round that it expects and returns the count of rows. */
final class WindowTable {
    private final Transactions transactions;

    WindowTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * What {@link io.tidemark.sync.ChainState#windows} asks for, and the window of the head. Written so that H2, too, finds
     * each of them by an index, however long the chain is: it takes no list of states and no maximum from one.
     */
    List<LedgerWindow> relevant(ChainRow chain, Window asked) {
        String sql = """
                SELECT * FROM sync_window WHERE id IN (
                    SELECT id FROM sync_window WHERE chain_id = :chain AND state = 'OPEN'
                    UNION
                    SELECT id FROM sync_window WHERE chain_id = :chain AND state = 'COMMITTING'
                    UNION
                    SELECT id FROM sync_window WHERE chain_id = :chain AND state = 'UNDECIDED'
                    UNION
                    SELECT id FROM sync_window WHERE chain_id = :chain AND end_at = :end
                    UNION
                    SELECT id FROM sync_window WHERE chain_id = :chain AND start_at = (
                        SELECT start_at FROM sync_window WHERE chain_id = :chain AND start_at <= :start
                         ORDER BY chain_id DESC, start_at DESC FETCH FIRST ROW ONLY)
                    UNION
                    SELECT head_window FROM chain WHERE id = :chain
                )
                """;
        return transactions
                .handle()
                .createQuery(sql)
                .bind("chain", chain.id().value())
                .bind("start", asked.start())
                .bind("end", asked.end())
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

    /** Drops a window whose records are not fixed. */
    int supersede(LedgerWindow row) {
        String sql = """
                DELETE FROM sync_window
                 WHERE id = :id AND state = 'OPEN' AND fence = :fence AND end_checkpoints IS NULL
                """;
        return transactions
                .handle()
                .createUpdate(sql)
                .bind("id", row.id())
                .bind("fence", row.fence().value())
                .execute();
    }

    /** Returns the new row's id. */
    long insert(ClaimDecision.Begin begin, ClaimRequest request, Fence fence, Instant now) {
        String sql = """
                INSERT INTO sync_window (chain_id, start_at, end_at, requested_start, state, fence, round, overwrite,
                                         target, start_checkpoints, filter_from, claimed_by, claimed_at)
                VALUES (:chain, :start, :end, :requestedStart, 'OPEN', :fence, 0, :overwrite,
                        :target, :startCheckpoints, :filterFrom, :claimedBy, :now)
                """;
        return claimed(transactions.handle().createUpdate(sql), request, fence, now)
                .bind("chain", request.chain().value())
                .bind("start", begin.window().start())
                .bind("end", begin.window().end())
                .bind("requestedStart", request.window().start())
                .bind("overwrite", request.overwrite())
                .bind("target", request.target())
                .bind(
                        "startCheckpoints",
                        begin.start().map(CheckpointsCodec::encode).orElse(null))
                .bindByType("filterFrom", begin.filterFrom().orElse(null), Instant.class)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /** A span that nobody has read, between two that are known. Returns the new row's id. */
    long insertGap(ChainId chain, Window span, WindowCheckpoints checkpoints, String target, String by, Instant now) {
        return insert(
                new Witness(
                        "",
                        chain,
                        span,
                        Witness.State.GAP,
                        0,
                        target,
                        new Prepared(checkpoints, Counts.NONE, List.of())),
                by,
                now);
    }

    /** Writes a window as its witness tells. Returns the new row's id. */
    long insert(Witness witness, String by, Instant now) {
        String sql = """
                INSERT INTO sync_window (chain_id, start_at, end_at, requested_start, state, fence, round, overwrite,
                                         target, start_checkpoints, end_checkpoints, records_read, rows_written,
                                         records_dirty, records_skipped, bytes_read, claimed_by, claimed_at,
                                         prepared_at, committed_by, committed_at)
                VALUES (:chain, :start, :end, :start, :state, :fence, :round, :overwrite,
                        :target, :startCheckpoints, :endCheckpoints, :read, :written,
                        :dirty, :skipped, :bytes, :by, :now,
                        :now, :committedBy, :committedAt)
                """;
        WindowState state = RecoveryPlan.stateOf(witness);
        Counts counts = witness.prepared().counts();
        WindowCheckpoints checkpoints = witness.prepared().checkpoints();
        boolean committed = state == WindowState.COMMITTED;
        return transactions
                .handle()
                .createUpdate(sql)
                .bind("chain", witness.chain().value())
                .bind("start", witness.window().start())
                .bind("end", witness.window().end())
                .bind("state", state.name())
                .bind("fence", Fence.random().value())
                .bind("round", witness.round())
                .bind("overwrite", witness.prepared().entries().stream().anyMatch(CommitEntry::overwrite))
                .bind("target", witness.target())
                .bind("startCheckpoints", CheckpointsCodec.encode(checkpoints.start()))
                .bind("endCheckpoints", CheckpointsCodec.encode(checkpoints.end()))
                .bind("read", counts.read())
                .bind("written", counts.written())
                .bind("dirty", counts.dirty())
                .bind("skipped", counts.skipped())
                .bind("bytes", counts.bytes())
                .bind("by", by)
                .bind("now", now)
                .bind("committedBy", committed ? by : null)
                .bindByType("committedAt", committed ? now : null, Instant.class)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /** Whoever has claimed a window of the chain so far comes too late. */
    void refence(ChainId chain) {
        transactions
                .handle()
                .createUpdate("UPDATE sync_window SET fence = :fence || id WHERE chain_id = :chain")
                .bind("fence", Fence.random().value() + "-")
                .bind("chain", chain.value())
                .execute();
    }

    /** Drops a row that its chain's witnesses do not know. */
    int drop(LedgerWindow row) {
        transactions
                .handle()
                .createUpdate("DELETE FROM commit_entry WHERE window_id = :id")
                .bind("id", row.id())
                .execute();
        return transactions
                .handle()
                .createUpdate("DELETE FROM sync_window WHERE id = :id AND fence = :fence AND state = :state")
                .bind("id", row.id())
                .bind("fence", row.fence().value())
                .bind("state", row.state().name())
                .execute();
    }

    /** Leaves a new fence; while the records are not fixed, how they are written may still change. */
    int claim(LedgerWindow row, ClaimRequest request, Fence fence, Instant now) {
        String sql = """
                UPDATE sync_window
                   SET fence = :fence, claimed_by = :claimedBy, claimed_at = :now,
                       overwrite = CASE WHEN end_checkpoints IS NULL THEN :overwrite ELSE overwrite END,
                       target = CASE WHEN end_checkpoints IS NULL THEN :target ELSE target END
                 WHERE id = :id AND fence = :expected AND state = :state AND round = :round
                """;
        return claimed(transactions.handle().createUpdate(sql), request, fence, now)
                .bind("overwrite", request.overwrite())
                .bind("target", request.target())
                .bind("id", row.id())
                .bind("expected", row.fence().value())
                .bind("state", row.state().name())
                .bind("round", row.round())
                .execute();
    }

    private static Update claimed(Update update, ClaimRequest request, Fence fence, Instant now) {
        return update.bind("fence", fence.value())
                .bind("claimedBy", request.claimedBy())
                .bind("now", now);
    }

    /**
     * Step (a). Checkpoints are written once and kept for ever. A rewrite expects the round before its own, so that a claim
     * which has been through its commit already is refused.
     */
    int prepare(WindowClaim claim, Prepared prepared, Instant now) {
        String sql = """
                UPDATE sync_window
                   SET state = 'COMMITTING', round = :round, prepared_at = :now,
                       start_checkpoints = CASE WHEN end_checkpoints IS NULL THEN :start ELSE start_checkpoints END,
                       end_checkpoints = CASE WHEN end_checkpoints IS NULL THEN :end ELSE end_checkpoints END,
                       records_read = :read, rows_written = :written, records_dirty = :dirty,
                       records_skipped = :skipped, bytes_read = :bytes
                 WHERE id = :id AND fence = :fence AND state IN ('OPEN', 'COMMITTED') AND round = :roundBefore
                   AND (end_checkpoints IS NULL) = :fixes
                """;
        return transactions
                .handle()
                .createUpdate(sql)
                .bind("round", claim.round())
                .bind("now", now)
                .bind("start", CheckpointsCodec.encode(prepared.checkpoints().start()))
                .bind("end", CheckpointsCodec.encode(prepared.checkpoints().end()))
                .bind("read", prepared.counts().read())
                .bind("written", prepared.counts().written())
                .bind("dirty", prepared.counts().dirty())
                .bind("skipped", prepared.counts().skipped())
                .bind("bytes", prepared.counts().bytes())
                .bind("id", claim.windowId())
                .bind("fence", claim.fence().value())
                .bind("fixes", claim.end().isEmpty())
                .bind("roundBefore", claim.end().isEmpty() ? claim.round() : claim.round() - 1)
                .execute();
    }

    /** Step (c). */
    int commit(WindowClaim claim, Instant now) {
        return committing("""
                        UPDATE sync_window
                           SET state = 'COMMITTED', committed_at = :now, committed_by = claimed_by, evidence = NULL
                        """, claim).bind("now", now).execute();
    }

    int nextRound(WindowClaim claim, Instant now) {
        return committing("UPDATE sync_window SET round = round + 1, prepared_at = :now", claim)
                .bind("now", now)
                .execute();
    }

    int undecided(WindowClaim claim, String evidence) {
        return committing("UPDATE sync_window SET state = 'UNDECIDED', evidence = :evidence", claim)
                .bind("evidence", evidence)
                .execute();
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

    /** Leaves a new fence on an UNDECIDED window. */
    int take(LedgerWindow row, Fence fence, String by, Instant now) {
        String sql = """
                UPDATE sync_window SET fence = :fence, claimed_by = :by, claimed_at = :now
                 WHERE id = :id AND fence = :expected AND state = 'UNDECIDED'
                """;
        return transactions
                .handle()
                .createUpdate(sql)
                .bind("fence", fence.value())
                .bind("by", by)
                .bind("now", now)
                .bind("id", row.id())
                .bind("expected", row.fence().value())
                .execute();
    }

    /** What a person has said of an UNDECIDED window. */
    int resolve(WindowClaim claim, WindowState state, String by, Instant now) {
        String sql = """
                UPDATE sync_window
                   SET state = :state,
                       committed_at = CASE WHEN :state = 'COMMITTED' THEN :now ELSE committed_at END,
                       committed_by = CASE WHEN :state = 'COMMITTED' THEN :by ELSE committed_by END
                 WHERE id = :id AND fence = :fence AND state = 'UNDECIDED' AND round = :round
                """;
        return transactions
                .handle()
                .createUpdate(sql)
                .bind("state", state.name())
                .bind("now", now)
                .bind("by", by)
                .bind("id", claim.windowId())
                .bind("fence", claim.fence().value())
                .bind("round", claim.round())
                .execute();
    }

    private Update committing(String update, WindowClaim claim) {
        String where = " WHERE id = :id AND fence = :fence AND state = 'COMMITTING' AND round = :round";
        return transactions
                .handle()
                .createUpdate(update + where)
                .bind("id", claim.windowId())
                .bind("fence", claim.fence().value())
                .bind("round", claim.round());
    }
}
