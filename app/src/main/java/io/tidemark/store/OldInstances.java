package io.tidemark.store;

import io.tidemark.instance.Origin;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What was written down so long ago that nobody looks for it any more. Windows, checkpoints and what people decided are none of
 * it: they are the history of their chains and tasks. Each method is one short transaction and waits for nobody: what others
 * hold is left for another time. Thread-safe, on any number of nodes.
 */
public final class OldInstances {
    /**
     * An instance i that has ended, and that nothing needs. What needs it: instances that wait for it, or would if they had to
     * run again before it has succeeded; the next cycle of its task, that may wait for it and may not be planned for a month;
     * what is left to do of its backfill; a window of it that is not settled.
     */
    private static final String NOT_NEEDED = """
            i.cycle_at < :before AND i.changed_at < :before AND i.state IN ('SUCCEEDED', 'FAILED', 'CANCELLED')
            AND NOT EXISTS (SELECT 1 FROM instance_edge e JOIN cycle_instance d ON d.id = e.instance
                            WHERE e.upstream = i.id
                              AND (i.state <> 'SUCCEEDED' OR d.state NOT IN ('SUCCEEDED', 'FAILED', 'CANCELLED')))
            AND (i.origin <> :scheduled
                 OR EXISTS (SELECT 1 FROM cycle_instance n
                            WHERE n.workflow = i.workflow AND n.task = i.task AND n.origin = i.origin
                              AND n.cycle_at > i.cycle_at AND n.state IN ('SUCCEEDED', 'FAILED', 'CANCELLED')))
            AND (i.origin NOT LIKE 'b%'
                 OR NOT EXISTS (SELECT 1 FROM cycle_instance m
                                WHERE m.origin = i.origin AND m.state NOT IN ('SUCCEEDED', 'FAILED', 'CANCELLED')))
            AND NOT EXISTS (SELECT 1 FROM attempt a
                            JOIN sync_window w
                              ON w.chain_id = a.chain AND w.start_at < a.window_end AND w.end_at > a.window_start
                            WHERE a.instance = i.id AND w.state IN ('OPEN', 'COMMITTING', 'UNDECIDED'))
            """;

    private static final List<String> REMOVE = List.of(
            "DELETE FROM attempt_log WHERE attempt IN (SELECT id FROM attempt WHERE instance IN (<ids>))",
            "DELETE FROM attempt WHERE instance IN (<ids>)",
            "DELETE FROM instance_transition WHERE instance IN (<ids>)",
            "DELETE FROM instance_edge WHERE upstream IN (<ids>)",
            "DELETE FROM cycle_instance WHERE id IN (<ids>)");

    private static final List<String> SAID = List.of(
            "DELETE FROM attempt_log WHERE attempt IN (<ids>)", "DELETE FROM dirty_record WHERE attempt IN (<ids>)");

    private final Transactions transactions;

    public OldInstances(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Removes instances whose cycle was before an instant, that ended before it, and that nothing needs; the oldest first, with
     * all that was written down about them.
     *
     * @return how many; fewer than {@code atMost} when there are no more
     */
    public int remove(Instant before, int atMost) {
        return transactions.inTransaction(() -> {
            List<String> held = held(before, atMost);
            // What was tied to them until they were held is seen only now.
            List<String> ids = held.isEmpty() ? held : stillNotNeeded(held, before);
            if (!ids.isEmpty()) {
                REMOVE.forEach(delete -> transactions
                        .handle()
                        .createUpdate(delete)
                        .bindList("ids", ids)
                        .execute());
            }
            return ids.size();
        });
    }

    private List<String> held(Instant before, int atMost) {
        String sql =
                "SELECT i.id FROM cycle_instance i WHERE %s ORDER BY i.cycle_at, i.id LIMIT :most FOR UPDATE SKIP LOCKED"
                        .formatted(NOT_NEEDED);
        return transactions
                .handle()
                .createQuery(sql)
                .bind("before", before)
                .bind("scheduled", Origin.SCHEDULED.toString())
                .bind("most", atMost)
                .mapTo(String.class)
                .list();
    }

    private List<String> stillNotNeeded(List<String> held, Instant before) {
        String sql = "SELECT i.id FROM cycle_instance i WHERE i.id IN (<held>) AND %s".formatted(NOT_NEEDED);
        return transactions
                .handle()
                .createQuery(sql)
                .bindList("held", held)
                .bind("before", before)
                .bind("scheduled", Origin.SCHEDULED.toString())
                .mapTo(String.class)
                .list();
    }

    /**
     * Removes the log lines and dirty records of attempts that ended between two instants, {@code [from, before)}, the earliest first.
     *
     * @return of how many attempts; fewer than {@code atMost} when there are no more
     */
    public int removeLogs(Instant from, Instant before, int atMost) {
        String sql = """
                SELECT a.id FROM attempt a
                WHERE a.ended_at >= :from AND a.ended_at < :before
                  AND (EXISTS (SELECT 1 FROM attempt_log l WHERE l.attempt = a.id)
                       OR EXISTS (SELECT 1 FROM dirty_record d WHERE d.attempt = a.id))
                ORDER BY a.ended_at LIMIT :most FOR UPDATE SKIP LOCKED
                """;
        return transactions.inTransaction(() -> {
            List<UUID> ids = transactions
                    .handle()
                    .createQuery(sql)
                    .bind("from", from)
                    .bind("before", before)
                    .bind("most", atMost)
                    .mapTo(UUID.class)
                    .list();
            if (!ids.isEmpty()) {
                SAID.forEach(delete -> transactions
                        .handle()
                        .createUpdate(delete)
                        .bindList("ids", ids)
                        .execute());
            }
            return ids.size();
        });
    }
}
