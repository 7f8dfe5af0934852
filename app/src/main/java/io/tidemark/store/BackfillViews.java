package io.tidemark.store;

import io.tidemark.instance.BackfillRequest;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Origin;
import io.tidemark.store.BackfillDetails.Halted;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.result.RowView;

/** Reads backfills, and how far they are, for pages and commands. Thread-safe. */
public final class BackfillViews {
    private static final int MOST_HALTED = 20;

    private final Transactions transactions;

    public BackfillViews(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * The newest backfills, newest first.
     *
     * @param before only those with a smaller number; absent for all
     * @param most 1 or more
     */
    public List<BackfillView> list(Optional<Long> before, int most) {
        return transactions.inTransaction(() -> {
            List<Row> rows = transactions
                    .handle()
                    .createQuery("SELECT * FROM backfill WHERE number < :before ORDER BY number DESC LIMIT :most")
                    .bind("before", before.orElse(Long.MAX_VALUE))
                    .bind("most", most)
                    .map(BackfillViews::row)
                    .list();
            Map<String, Map<InstanceState, Integer>> counts = counts(rows);
            return rows.stream()
                    .map(row -> row.view(counts.getOrDefault(row.origin(), Map.of())))
                    .toList();
        });
    }

    /** Everything about one backfill; empty if there is none of this number. */
    public Optional<BackfillDetails> find(long number) {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT * FROM backfill WHERE number = :number")
                .bind("number", number)
                .map(BackfillViews::row)
                .findOne()
                .map(row -> new BackfillDetails(
                        row.view(counts(List.of(row)).getOrDefault(row.origin(), Map.of())),
                        events(number),
                        halted(row.origin()))));
    }

    private Map<String, Map<InstanceState, Integer>> counts(List<Row> rows) {
        Map<String, Map<InstanceState, Integer>> counts = new HashMap<>();
        if (!rows.isEmpty()) {
            transactions
                    .handle()
                    .createQuery("""
                            SELECT origin, state, COUNT(*) AS instances FROM cycle_instance
                            WHERE origin IN (<origins>) GROUP BY origin, state
                            """)
                    .bindList("origins", rows.stream().map(Row::origin).toList())
                    .map((RowView row) -> new Counted(
                            row.getColumn("origin", String.class),
                            row.getColumn("state", InstanceState.class),
                            row.getColumn("instances", Integer.class)))
                    .forEach(one -> counts.computeIfAbsent(one.origin(), origin -> new EnumMap<>(InstanceState.class))
                            .put(one.state(), one.instances()));
        }
        return counts;
    }

    private record Counted(String origin, InstanceState state, int instances) {}

    private List<BackfillEvent> events(long number) {
        return transactions
                .handle()
                .createQuery("SELECT at, who, action, why FROM backfill_event WHERE backfill = :number ORDER BY id")
                .bind("number", number)
                .map((RowView row) -> new BackfillEvent(
                        row.getColumn("at", Instant.class),
                        row.getColumn("who", String.class),
                        row.getColumn("action", BackfillEvent.Action.class),
                        row.getColumn("why", String.class)))
                .list();
    }

    private List<Halted> halted(String origin) {
        String sql = """
                SELECT id, state, reason FROM cycle_instance
                WHERE origin = :origin AND state IN ('FAILED', 'CANCELLED', 'UNDECIDED', 'FROZEN')
                ORDER BY turn LIMIT :most
                """;
        return transactions
                .handle()
                .createQuery(sql)
                .bind("origin", origin)
                .bind("most", MOST_HALTED)
                .map((RowView row) -> new Halted(
                        InstanceId.parse(row.getColumn("id", String.class)),
                        row.getColumn("state", InstanceState.class),
                        row.getColumn("reason", String.class)))
                .list();
    }

    /** A row without what is counted. */
    private record Row(long number, BackfillRequest asked, int instances, BackfillEvent started, BackfillState state) {
        String origin() {
            return Origin.backfilled(number).toString();
        }

        BackfillView view(Map<InstanceState, Integer> counts) {
            boolean done = counts.keySet().stream().allMatch(InstanceState::ended);
            return new BackfillView(number, asked, instances, started, done ? BackfillState.DONE : state, counts);
        }
    }

    private static Row row(RowView row) {
        return new Row(
                row.getColumn("number", Long.class),
                BackfillRequestJson.read(row.getColumn("asked", String.class)),
                row.getColumn("instances", Integer.class),
                new BackfillEvent(
                        row.getColumn("started_at", Instant.class),
                        row.getColumn("started_by", String.class),
                        BackfillEvent.Action.STARTED,
                        row.getColumn("reason", String.class)),
                row.getColumn("state", BackfillState.class));
    }
}
