package io.tidemark.store;

import io.tidemark.attempt.Counts;
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
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.Update;

/** The rows of {@code sync_window}. Every change names the state, fence and round that it expects and returns the count of rows. */
final class WindowTable {
    private final Transactions transactions;

    WindowTable(Transactions transactions) {
        this.transactions = transactions;
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
                .bind("requestedStart", requestedStart(begin.window(), request.window()))
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

    /** Over a change of the clocks a window may have been asked for from before it begins. */
    private static Instant requestedStart(Window window, Window asked) {
        return asked.start().isBefore(window.start()) ? window.start() : asked.start();
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
                                         records_dirty, records_skipped, row_deletes, records_late,
                                         bytes_read, claimed_by, claimed_at,
                                         prepared_at, committed_by, committed_at)
                VALUES (:chain, :start, :end, :start, :state, :fence, :round, :overwrite,
                        :target, :startCheckpoints, :endCheckpoints, :read, :written,
                        :dirty, :skipped, :deletes, :late, :bytes, :by, :now,
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
                .bind("deletes", counts.deletes())
                .bind("late", counts.late())
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
                       overwrite = CASE WHEN end_checkpoints IS NULL OR state = 'GAP' THEN :overwrite ELSE overwrite END,
                       target = CASE WHEN end_checkpoints IS NULL OR state = 'GAP' THEN :target ELSE target END
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
     * Step (a). Checkpoints are written once and kept for ever; those of a gap become those of the window that fills it. A
     * rewrite expects the round before its own, so that a claim which has been through its commit already is refused.
     */
    int prepare(WindowClaim claim, Prepared prepared, Instant now) {
        String sql = """
                UPDATE sync_window
                   SET state = 'COMMITTING', round = :round, prepared_at = :now, end_at = :endAt, filter_from = :filterFrom,
                       start_checkpoints = CASE WHEN :reads THEN :start ELSE start_checkpoints END,
                       end_checkpoints = CASE WHEN :reads THEN :end ELSE end_checkpoints END,
                       records_read = :read, rows_written = :written, records_dirty = :dirty,
                       records_skipped = :skipped, row_deletes = :deletes, records_late = :late, bytes_read = :bytes
                 WHERE id = :id AND fence = :fence AND round = :roundBefore
                   AND ((:fills AND state = 'GAP') OR (NOT :fills AND state IN ('OPEN', 'COMMITTED')))
                   AND (end_checkpoints IS NULL) = :movesHead
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
                .bind("deletes", prepared.counts().deletes())
                .bind("late", prepared.counts().late())
                .bind("bytes", prepared.counts().bytes())
                .bind("id", claim.windowId())
                .bind("fence", claim.fence().value())
                .bind("endAt", claim.window().end())
                .bindByType("filterFrom", claim.filterFrom().orElse(null), Instant.class)
                .bind("reads", claim.end().isEmpty())
                .bind("fills", claim.fill().isPresent())
                .bind("movesHead", claim.movesHead())
                .bind("roundBefore", claim.roundBefore())
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
