package io.tidemark.store;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.instance.InstanceId;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Fence;
import io.tidemark.sync.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Attempts and who holds them. Each method joins the open transaction or is one. Thread-safe. */
public final class AttemptStore {
    private final Transactions transactions;

    public AttemptStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Keeps a new attempt that waits for a worker. */
    public void insert(UUID id, InstanceId instance, int number, Instant at) {
        String sql = """
                INSERT INTO attempt (id, instance, number, state, created_at)
                VALUES (:id, :instance, :number, 'QUEUED', :at)
                """;
        transactions.run(() -> transactions
                .handle()
                .createUpdate(sql)
                .bind("id", id)
                .bind("instance", instance.toString())
                .bind("number", number)
                .bind("at", at)
                .execute());
    }

    public Optional<AttemptRow> find(UUID id) {
        String sql = "SELECT * FROM attempt WHERE id = :id";
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("id", id)
                .map(AttemptRow::of)
                .findOne());
    }

    /** All attempts of an instance, the first one first. */
    public List<AttemptRow> of(InstanceId instance) {
        String sql = "SELECT * FROM attempt WHERE instance = :instance ORDER BY number";
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("instance", instance.toString())
                .map(AttemptRow::of)
                .list());
    }

    /**
     * Gives a queued attempt to a worker if its instance is READY and due.
     *
     * @return false if not; nothing has changed then
     */
    public boolean claim(UUID id, AttemptRow.Holder holder) {
        String sql = """
                UPDATE attempt
                SET state = 'RUNNING', fence = :fence, node = :node, started_at = :now, lease_until = :leaseUntil
                WHERE id = :id AND state = 'QUEUED'
                  AND EXISTS (SELECT 1 FROM cycle_instance i
                              WHERE i.id = attempt.instance AND i.state = 'READY' AND i.due_at <= :now)
                """;
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate(sql)
                        .bind("id", id)
                        .bind("fence", holder.fence().value())
                        .bind("node", holder.node())
                        .bind("now", holder.started())
                        .bind("leaseUntil", holder.leaseUntil())
                        .execute()
                == 1);
    }

    /**
     * Ends the attempt of an instance that waits for a worker. Returns it; empty if there is none, or a worker was first.
     *
     * @param note who takes it back, and why
     */
    public Optional<UUID> withdraw(InstanceId instance, Note note) {
        String select = "SELECT id FROM attempt WHERE instance = :instance AND state = 'QUEUED'";
        String update = """
                UPDATE attempt SET state = 'CANCELLED', ended_at = :at, note = :why WHERE id = :id AND state = 'QUEUED'
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(select)
                .bind("instance", instance.toString())
                .mapTo(UUID.class)
                .findOne()
                .filter(id -> transactions
                                .handle()
                                .createUpdate(update)
                                .bind("id", id)
                                .bind("at", note.at())
                                .bind("why", KeptText.of(note.why()))
                                .execute()
                        == 1));
    }

    /** Notes which window of which chain a running attempt works on. Returns false if it is no longer the holder's. */
    public boolean working(UUID id, Fence fence, ChainId chain, Window window) {
        String sql = """
                UPDATE attempt SET chain = :chain, window_start = :start, window_end = :end
                WHERE id = :id AND fence = :fence AND state = 'RUNNING'
                """;
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate(sql)
                        .bind("id", id)
                        .bind("fence", fence.value())
                        .bind("chain", chain.value())
                        .bind("start", window.start())
                        .bind("end", window.end())
                        .execute()
                == 1);
    }

    /** Renews the lease and keeps how far the attempt is. Returns false if it is no longer the holder's. */
    public boolean renew(UUID id, Fence fence, Instant leaseUntil, Counts counts) {
        String sql = """
                UPDATE attempt
                SET lease_until = :leaseUntil, records_read = :read, rows_written = :written, records_dirty = :dirty,
                    records_skipped = :skipped, row_deletes = :deletes, records_late = :late, bytes_read = :bytes
                WHERE id = :id AND fence = :fence AND state = 'RUNNING'
                """;
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate(sql)
                        .bind("id", id)
                        .bind("fence", fence.value())
                        .bind("leaseUntil", leaseUntil)
                        .bindMethods(counts)
                        .execute()
                == 1);
    }

    /** Ends a running attempt. Returns false if it is no longer the holder's; nothing has changed then. */
    public boolean end(UUID id, Fence fence, AttemptEnd end) {
        String sql = """
                UPDATE attempt
                SET state = :state, ended_at = :at, note = :note,
                    records_read = :read, rows_written = :written, records_dirty = :dirty, records_skipped = :skipped,
                    row_deletes = :deletes, records_late = :late, bytes_read = :bytes,
                    failure_kind = :kind, failure_code = :code, failure_message = :message, failure_advice = :advice
                WHERE id = :id AND fence = :fence AND state = 'RUNNING'
                """;
        @Nullable Failure failure = end.failure().orElse(null);
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate(sql)
                        .bind("id", id)
                        .bind("fence", fence.value())
                        .bind("state", end.state())
                        .bind("at", end.at())
                        .bind("note", end.note().map(KeptText::of).orElse(null))
                        .bindMethods(end.counts())
                        .bind("kind", failure == null ? null : failure.kind())
                        .bind("code", failure == null ? null : failure.code())
                        .bind("message", failure == null ? null : KeptText.of(failure.message()))
                        .bind("advice", failure == null ? null : KeptText.of(failure.advice()))
                        .execute()
                == 1);
    }

    /** Running attempts whose lease is over, the longest first. */
    public List<AttemptRow> expired(Instant now) {
        String sql = "SELECT * FROM attempt WHERE state = 'RUNNING' AND lease_until < :now ORDER BY lease_until";
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("now", now)
                .map(AttemptRow::of)
                .list());
    }

    /** Ends a running attempt as lost if its lease is over still. Returns false if not; nothing has changed then. */
    public boolean lose(UUID id, Instant now) {
        String sql = """
                UPDATE attempt SET state = 'LOST', ended_at = :now
                WHERE id = :id AND state = 'RUNNING' AND lease_until < :now
                """;
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate(sql)
                        .bind("id", id)
                        .bind("now", now)
                        .execute()
                == 1);
    }

    /** Attempts that were queued before an instant and wait still, the oldest first. */
    public List<AttemptRow> queuedBefore(Instant instant) {
        String sql = "SELECT * FROM attempt WHERE state = 'QUEUED' AND created_at < :instant ORDER BY created_at, id";
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("instant", instant)
                .map(AttemptRow::of)
                .list());
    }

    /** Whether a commit of the window that an instance worked on was begun and is not known to have ended. */
    public boolean commitBegun(InstanceId instance) {
        String sql = """
                SELECT COUNT(*) FROM attempt a
                JOIN sync_window w
                  ON w.chain_id = a.chain AND w.start_at < a.window_end AND w.end_at > a.window_start
                WHERE a.instance = :instance AND w.state = 'COMMITTING'
                """;
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createQuery(sql)
                        .bind("instance", instance.toString())
                        .mapTo(Integer.class)
                        .one()
                > 0);
    }

    /** Instances that wait for a person's answer about a window of the chain, the earliest cycle first. */
    public List<UndecidedInstance> undecided(ChainId chain) {
        String sql = """
                SELECT i.id, a.window_start, a.window_end FROM cycle_instance i
                JOIN attempt a ON a.instance = i.id
                WHERE i.state = 'UNDECIDED' AND a.chain = :chain
                  AND a.number = (SELECT MAX(l.number) FROM attempt l WHERE l.instance = i.id)
                ORDER BY i.cycle_at, i.id
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("chain", chain.value())
                .map(UndecidedInstance::of)
                .list());
    }

    /** The attempts of an instance since it was asked to run for the last time, the first one first. */
    public List<AttemptRow> ofThisRun(InstanceId instance) {
        String sql = """
                SELECT a.* FROM attempt a JOIN cycle_instance i ON i.id = a.instance
                WHERE a.instance = :instance AND a.number > i.attempts_before ORDER BY a.number
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("instance", instance.toString())
                .map(AttemptRow::of)
                .list());
    }

    /** How many attempts of an instance have ended in this way since it was asked to run for the last time. */
    public int count(InstanceId instance, AttemptState state) {
        String sql = """
                SELECT COUNT(*) FROM attempt a JOIN cycle_instance i ON i.id = a.instance
                WHERE a.instance = :instance AND a.state = :state AND a.number > i.attempts_before
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("instance", instance.toString())
                .bind("state", state)
                .mapTo(Integer.class)
                .one());
    }

    /** How many attempts of an instance there have been; the number of the latest one. */
    public int count(InstanceId instance) {
        String sql = "SELECT COALESCE(MAX(number), 0) FROM attempt WHERE instance = :instance";
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("instance", instance.toString())
                .mapTo(Integer.class)
                .one());
    }
}
