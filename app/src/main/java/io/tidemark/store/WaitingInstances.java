package io.tidemark.store;

import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.result.RowView;

/** Reads instances that have no attempt at work, for screens. Thread-safe. */
public final class WaitingInstances {
    private static final Set<InstanceState> BY_THEMSELVES = Set.of(InstanceState.WAITING, InstanceState.RETRY_WAIT);
    private static final Set<InstanceState> AT_REST =
            Set.of(InstanceState.WAITING, InstanceState.RETRY_WAIT, InstanceState.FROZEN, InstanceState.CANCELLED);

    private static final String SELECT = """
            SELECT i.id, i.state, i.reason, i.changed_at, COALESCE(i.retry_at, i.due_at) AS due,
                   (SELECT COALESCE(MAX(a.number), 0) FROM attempt a WHERE a.instance = i.id) AS attempts
            FROM cycle_instance i WHERE i.state IN (<states>)
            """;

    private final Transactions transactions;

    public WaitingInstances(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * One of them.
     *
     * @param due when it may run, or its next attempt may, as far as time goes
     * @param since when it has come into its state
     * @param attempts how many there have been
     * @param reason why it is in its state, in words
     */
    public record WaitingInstance(
            InstanceId id, InstanceState state, Instant due, Instant since, int attempts, String reason) {}

    /** How many go on by themselves: those that are due later, those that wait for something, and retries. */
    public long count() {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT COUNT(*) FROM cycle_instance WHERE state IN (<states>)")
                .bindList("states", BY_THEMSELVES)
                .mapTo(Long.class)
                .one());
    }

    /**
     * Some of those, the earliest due first.
     *
     * @param latestFirst the other way round
     * @param skip how many to leave out before them
     * @param most 0 or more
     */
    public List<WaitingInstance> list(boolean latestFirst, long skip, int most) {
        String order = latestFirst ? "ORDER BY due DESC, i.id DESC" : "ORDER BY due, i.id";
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(SELECT + order + " LIMIT :most OFFSET :skip")
                .bindList("states", BY_THEMSELVES)
                .bind("most", most)
                .bind("skip", skip)
                .map(WaitingInstances::instance)
                .list());
    }

    /** All of those, and those that were frozen or stopped. */
    public List<WaitingInstance> atRest() {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(SELECT)
                .bindList("states", AT_REST)
                .map(WaitingInstances::instance)
                .list());
    }

    private static WaitingInstance instance(RowView row) {
        return new WaitingInstance(
                InstanceId.parse(row.getColumn("id", String.class)),
                row.getColumn("state", InstanceState.class),
                row.getColumn("due", Instant.class),
                row.getColumn("changed_at", Instant.class),
                row.getColumn("attempts", Integer.class),
                row.getColumn("reason", String.class));
    }
}
