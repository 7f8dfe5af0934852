package io.tidemark.store;

import io.tidemark.instance.InstanceId;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.result.RowView;

/** Sets instances against the chains that their last attempts worked on. Each method joins the open transaction or is one. */
public final class ChainTurns {
    private final Transactions transactions;

    public ChainTurns(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Empty if the last attempt has not failed, or did not get as far as its chain. */
    public Optional<ChainTurn> of(InstanceId instance) {
        String sql = """
                SELECT a.failure_code, a.chain,
                       (SELECT c.to_be_recovered FROM chain c WHERE c.id = a.chain) AS stopped,
                       (SELECT MIN(w.id) FROM sync_window w WHERE w.chain_id = a.chain AND w.state = 'UNDECIDED') AS undecided,
                       (SELECT MIN(w.id) FROM sync_window w
                         WHERE w.chain_id = a.chain AND w.state = 'OPEN'
                           AND (w.end_at <= a.window_start
                                OR w.end_checkpoints IS NOT NULL
                                   AND NOT (w.start_at <= a.window_start AND w.end_at >= a.window_end))) AS earlier
                  FROM attempt a
                 WHERE a.instance = :instance AND a.failure_code IS NOT NULL AND a.chain IS NOT NULL
                   AND a.number = (SELECT MAX(l.number) FROM attempt l WHERE l.instance = :instance)
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("instance", instance.toString())
                .map(ChainTurns::turn)
                .findOne());
    }

    private static ChainTurn turn(RowView row) {
        return new ChainTurn(
                row.getColumn("failure_code", String.class),
                new ChainId(row.getColumn("chain", String.class)),
                Optional.ofNullable(row.getColumn("stopped", String.class)),
                Optional.ofNullable(row.getColumn("undecided", Long.class)),
                Optional.ofNullable(row.getColumn("earlier", Long.class)));
    }

    /** The window that the last attempt which got as far as its chain was to move. */
    public Optional<Asked> asked(InstanceId instance) {
        String sql = """
                SELECT chain, window_start, window_end FROM attempt
                 WHERE instance = :instance AND chain IS NOT NULL ORDER BY number DESC LIMIT 1
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("instance", instance.toString())
                .map(row -> new Asked(
                        new ChainId(row.getColumn("chain", String.class)),
                        new Window(
                                row.getColumn("window_start", Instant.class),
                                row.getColumn("window_end", Instant.class))))
                .findOne());
    }

    /** The instance whose last attempt was to move a chain up to an instant. */
    public Optional<InstanceId> movedUpTo(ChainId chain, Instant end) {
        String sql = """
                SELECT instance FROM attempt WHERE chain = :chain AND window_end = :end
                 ORDER BY created_at DESC, number DESC LIMIT 1
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("chain", chain.value())
                .bind("end", end)
                .map(row -> InstanceId.parse(row.getColumn("instance", String.class)))
                .findOne());
    }

    /** A window of a chain, as it was asked for. */
    public record Asked(ChainId chain, Window window) {}

    /** Instances that wait for a person's answer although their chains have no open question any more. */
    public List<AnsweredInstance> answered() {
        String sql = """
                SELECT i.id,
                       EXISTS (SELECT 1 FROM sync_window w
                                WHERE w.chain_id = a.chain AND w.state = 'COMMITTED'
                                  AND w.start_at <= a.window_start AND w.end_at >= a.window_end) AS committed
                  FROM cycle_instance i
                  JOIN attempt a ON a.instance = i.id
                 WHERE i.state = 'UNDECIDED'
                   AND a.number = (SELECT MAX(l.number) FROM attempt l WHERE l.instance = i.id)
                   AND NOT EXISTS (SELECT 1 FROM chain c WHERE c.id = a.chain AND c.to_be_recovered IS NOT NULL)
                   AND NOT EXISTS (SELECT 1 FROM sync_window w WHERE w.chain_id = a.chain AND w.state = 'UNDECIDED')
                 ORDER BY i.cycle_at, i.id
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .map(row -> new AnsweredInstance(
                        InstanceId.parse(row.getColumn("id", String.class)), row.getColumn("committed", Boolean.class)))
                .list());
    }

    /**
     * An instance whose question was answered by what became of its chain.
     *
     * @param committed whether its window is committed
     */
    public record AnsweredInstance(InstanceId id, boolean committed) {}
}
