package io.tidemark.store;

import io.tidemark.attempt.Counts;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Origin;
import io.tidemark.workflow.TaskId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.result.RowView;

/** Reads instances for screens and commands. Thread-safe. */
public final class InstanceViews {
    private static final String SELECT = """
            SELECT i.id, i.workflow_version, i.state, i.due_at, i.reason, i.changed_at,
                   COALESCE(l.number, 0) AS attempts,
                   (SELECT MIN(a.started_at) FROM attempt a WHERE a.instance = i.id) AS started_at,
                   COALESCE(l.records_read, 0) AS records_read, COALESCE(l.rows_written, 0) AS rows_written,
                   COALESCE(l.records_dirty, 0) AS records_dirty, COALESCE(l.records_skipped, 0) AS records_skipped,
                   COALESCE(l.row_deletes, 0) AS row_deletes, COALESCE(l.records_late, 0) AS records_late,
                   COALESCE(l.bytes_read, 0) AS bytes_read,
                   l.failure_kind, l.failure_code, l.failure_message, l.failure_advice
            FROM cycle_instance i
            LEFT JOIN attempt l
              ON l.instance = i.id AND l.number = (SELECT MAX(a.number) FROM attempt a WHERE a.instance = i.id)
            """;

    private final Transactions transactions;

    public InstanceViews(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The instances that the filter lets pass, the newest cycle first. */
    public List<InstanceView> list(InstanceFilter filter) {
        StringBuilder sql = new StringBuilder(SELECT).append("WHERE 1 = 1");
        filter.workflow().ifPresent(name -> sql.append(" AND i.workflow = :workflow"));
        filter.task().ifPresent(name -> sql.append(" AND i.task = :task"));
        filter.from().ifPresent(instant -> sql.append(" AND i.cycle_at >= :from"));
        filter.to().ifPresent(instant -> sql.append(" AND i.cycle_at < :to"));
        filter.origin().ifPresent(kind -> sql.append(" AND i.origin LIKE :origin"));
        filter.after()
                .ifPresent(id -> sql.append(" AND i.cycle_at <= :cycle AND (i.cycle_at < :cycle OR i.id > :after)"));
        if (!filter.states().isEmpty()) {
            sql.append(" AND i.state IN (<states>)");
        }
        sql.append(" ORDER BY i.cycle_at DESC, i.id LIMIT :limit");
        return transactions.inTransaction(() -> {
            var query = transactions.handle().createQuery(sql.toString()).bind("limit", filter.limit());
            filter.workflow().ifPresent(name -> query.bind("workflow", name));
            filter.task().ifPresent(name -> query.bind("task", name));
            filter.from().ifPresent(instant -> query.bind("from", instant));
            filter.to().ifPresent(instant -> query.bind("to", instant));
            filter.origin().ifPresent(kind -> query.bind("origin", pattern(kind)));
            filter.after().ifPresent(id -> query.bind("cycle", id.cycle()).bind("after", id.toString()));
            if (!filter.states().isEmpty()) {
                query.bindList("states", filter.states());
            }
            return query.map(InstanceViews::view).list();
        });
    }

    /** What the texts of all origins of a kind are like. */
    private static String pattern(Origin.Kind kind) {
        return kind == Origin.Kind.SCHEDULED
                ? Origin.SCHEDULED.toString()
                : new Origin(kind, 1).toString().charAt(0) + "%";
    }

    public Optional<InstanceView> find(InstanceId id) {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(SELECT + "WHERE i.id = :id")
                .bind("id", id.toString())
                .map(InstanceViews::view)
                .findOne());
    }

    /** The instance of the same task, instant and origin, in whatever offset its id is written. */
    public Optional<InstanceId> sameAs(InstanceId id) {
        String sql = """
                SELECT id FROM cycle_instance
                WHERE workflow = :workflow AND task = :task AND cycle_at = :cycle AND origin = :origin
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("workflow", id.task().workflow())
                .bind("task", id.task().task())
                .bind("cycle", id.cycle())
                .bind("origin", id.origin().toString())
                .map(row -> InstanceId.parse(row.getColumn("id", String.class)))
                .findOne());
    }

    /** The instances of a task whose cycles are the last ones up to an instant and the first ones after it, in that order. */
    public List<InstanceId> around(TaskId task, Instant instant, int ofEach) {
        String select = "SELECT id FROM cycle_instance WHERE workflow = :workflow AND task = :task AND cycle_at ";
        return transactions.inTransaction(() -> Stream.of(
                        select + "<= :cycle ORDER BY cycle_at DESC, id LIMIT :most",
                        select + "> :cycle ORDER BY cycle_at, id LIMIT :most")
                .flatMap(sql -> transactions
                        .handle()
                        .createQuery(sql)
                        .bind("workflow", task.workflow())
                        .bind("task", task.task())
                        .bind("cycle", instant)
                        .bind("most", ofEach)
                        .map(row -> InstanceId.parse(row.getColumn("id", String.class)))
                        .list()
                        .stream())
                .toList());
    }

    /** Every step of an instance's life, the first one first. */
    public List<InstanceStep> life(InstanceId id) {
        String sql = "SELECT * FROM instance_transition WHERE instance = :id ORDER BY version";
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("id", id.toString())
                .map(InstanceStep::of)
                .list());
    }

    /** How many instances that fell due in {@code [from, to)} are in which state. */
    public Map<InstanceState, Integer> countDue(Instant from, Instant to) {
        return transactions.inTransaction(() -> {
            Map<InstanceState, Integer> counts = new EnumMap<>(InstanceState.class);
            transactions
                    .handle()
                    .createQuery("""
                            SELECT state, COUNT(*) AS instances FROM cycle_instance
                            WHERE due_at >= :from AND due_at < :to GROUP BY state
                            """)
                    .bind("from", from)
                    .bind("to", to)
                    .map((RowView row) -> Map.entry(
                            row.getColumn("state", InstanceState.class), row.getColumn("instances", Integer.class)))
                    .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
            return counts;
        });
    }

    /** How many instances are in one of these states. */
    public int count(Set<InstanceState> states) {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT COUNT(*) FROM cycle_instance WHERE state IN (<states>)")
                .bindList("states", states)
                .mapTo(Integer.class)
                .one());
    }

    private static InstanceView view(RowView row) {
        InstanceState state = row.getColumn("state", InstanceState.class);
        int attempts = row.getColumn("attempts", Integer.class);
        return new InstanceView(
                InstanceId.parse(row.getColumn("id", String.class)),
                row.getColumn("workflow_version", Integer.class),
                state,
                row.getColumn("due_at", Instant.class),
                Optional.ofNullable(row.getColumn("started_at", Instant.class)),
                state.ended() ? Optional.of(row.getColumn("changed_at", Instant.class)) : Optional.empty(),
                attempts,
                row.getColumn("reason", String.class),
                attempts == 0 ? Counts.NONE : AttemptRow.counts(row),
                AttemptRow.failure(row));
    }
}
