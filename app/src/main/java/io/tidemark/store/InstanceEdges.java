package io.tidemark.store;

import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Upstream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Which instance waits for which. Each method joins the open transaction or is one. Thread-safe. */
public final class InstanceEdges {
    /** Whether an edge of the instance i leads to one that has not succeeded. */
    private static final String WAITS_FOR_ANOTHER = """
            EXISTS (SELECT 1 FROM instance_edge e
                    LEFT JOIN cycle_instance u ON u.id = e.upstream AND u.state = 'SUCCEEDED'
                    WHERE e.instance = i.id AND u.id IS NULL)
            """;

    private final Transactions transactions;

    public InstanceEdges(Transactions transactions) {
        this.transactions = transactions;
    }

    /** What an instance waits for, the earliest cycle first; what is not planned yet comes last. */
    public List<Upstream> upstreams(InstanceId instance) {
        return read(instance, "");
    }

    /** What an instance still waits for. */
    public List<Upstream> open(InstanceId instance) {
        return read(instance, "AND (u.id IS NULL OR u.state <> 'SUCCEEDED')");
    }

    /** The instances that wait for this one, or did, the earliest cycle first. */
    public List<Upstream> downstreams(InstanceId instance) {
        String sql = """
                SELECT d.id, d.state FROM instance_edge e JOIN cycle_instance d ON d.id = e.instance
                WHERE e.upstream = :id ORDER BY d.cycle_at, d.id
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("id", instance.toString())
                .map(row -> new Upstream(
                        InstanceId.parse(row.getColumn("id", String.class)),
                        Optional.of(row.getColumn("state", InstanceState.class))))
                .list());
    }

    private List<Upstream> read(InstanceId instance, String further) {
        String sql = """
                SELECT e.upstream, u.state FROM instance_edge e LEFT JOIN cycle_instance u ON u.id = e.upstream
                WHERE e.instance = :id %s ORDER BY u.cycle_at NULLS LAST, e.upstream
                """.formatted(further);
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("id", instance.toString())
                .map(row -> new Upstream(
                        InstanceId.parse(row.getColumn("upstream", String.class)),
                        Optional.ofNullable(row.getColumn("state", InstanceState.class))))
                .list());
    }

    /** Lets an instance wait for these, and for nothing else. */
    public void replace(InstanceId instance, Collection<InstanceId> upstreams) {
        transactions.run(() -> {
            transactions
                    .handle()
                    .createUpdate("DELETE FROM instance_edge WHERE instance = :id")
                    .bind("id", instance.toString())
                    .execute();
            insert(upstreams.stream()
                    .map(upstream -> new Edge(instance, upstream))
                    .toList());
            look(List.of(instance.toString()));
        });
    }

    /** Lets an instance wait for these, too, as part of the open transaction. */
    public void add(InstanceId instance, Collection<InstanceId> upstreams) {
        List<InstanceId> known = upstreams(instance).stream().map(Upstream::id).toList();
        insert(upstreams.stream()
                .filter(upstream -> !known.contains(upstream))
                .map(upstream -> new Edge(instance, upstream))
                .toList());
    }

    /** Whether an instance is there to be waited for. If so, it is not removed before the open transaction ends. */
    public boolean hold(InstanceId upstream) {
        return transactions
                .handle()
                .createQuery("SELECT id FROM cycle_instance WHERE id = :id FOR UPDATE")
                .bind("id", upstream.toString())
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    /** One instance waits for another. */
    record Edge(InstanceId instance, InstanceId upstream) {}

    /** Adds edges of instances that are there, as part of the open transaction. */
    void insert(List<Edge> edges) {
        String sql = """
                INSERT INTO instance_edge (instance, upstream)
                SELECT instance, upstream FROM UNNEST(CAST(:instances AS VARCHAR ARRAY), CAST(:upstreams AS VARCHAR ARRAY))
                                               AS edge (instance, upstream)
                """;
        for (int from = 0; from < edges.size(); from += RowColumns.AT_ONCE) {
            List<Edge> some = edges.subList(from, Math.min(from + RowColumns.AT_ONCE, edges.size()));
            new RowColumns<>(some, transactions.handle().createUpdate(sql))
                    .texts("instances", edge -> edge.instance().toString())
                    .texts("upstreams", edge -> edge.upstream().toString())
                    .statement()
                    .execute();
        }
    }

    /** After an instance has succeeded, or has to do so again: looks at those that wait for it, as part of the open transaction. */
    void follow(InstanceId upstream) {
        // Two upstreams that end at once see each other only if they look one after the other.
        List<String> downstreams = transactions
                .handle()
                .createQuery("""
                        SELECT id FROM cycle_instance
                        WHERE id IN (SELECT instance FROM instance_edge WHERE upstream = :id)
                        ORDER BY id FOR UPDATE
                        """)
                .bind("id", upstream.toString())
                .mapTo(String.class)
                .list();
        if (!downstreams.isEmpty()) {
            look(downstreams);
        }
    }

    /**
     * Looks once more at all that are due and wait: an instance that was planned while what it waits for ended may have been
     * overlooked. Returns how many go on.
     */
    public int review(Instant now) {
        String sql = """
                UPDATE cycle_instance i SET upstreams_done = TRUE
                WHERE state = 'WAITING' AND NOT upstreams_done AND due_at <= :now AND NOT %s
                """.formatted(WAITS_FOR_ANOTHER);
        return transactions.inTransaction(
                () -> transactions.handle().createUpdate(sql).bind("now", now).execute());
    }

    /** Notes whether an instance waits for another one. */
    public void look(InstanceId instance) {
        transactions.run(() -> look(List.of(instance.toString())));
    }

    /** Notes of each of these whether it waits for another one. */
    void look(List<String> instances) {
        String sql = "UPDATE cycle_instance i SET upstreams_done = NOT %s WHERE id = :id".formatted(WAITS_FOR_ANOTHER);
        PreparedBatch batch = transactions.handle().prepareBatch(sql);
        instances.forEach(id -> batch.bind("id", id).add());
        batch.execute();
    }
}
