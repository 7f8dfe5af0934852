package io.tidemark.store;

import io.tidemark.instance.BackfillRequest;
import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Origin;
import io.tidemark.store.PlannedInstances.Planned;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Backfills, and what they allow their instances. Each method joins the open transaction or is one. Thread-safe. */
public final class BackfillStore {
    private final Transactions transactions;
    private final PlannedInstances planned;

    public BackfillStore(Transactions transactions) {
        this.transactions = transactions;
        this.planned = new PlannedInstances(transactions);
    }

    /**
     * An instance of a backfill to be kept.
     *
     * @param beside whether its window may be written beside others of its chain
     */
    public record Member(Planned planned, boolean beside) {}

    /** The number that the next backfill gets, if nobody is faster. */
    public long nextNumber() {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT COALESCE(MAX(number), 0) + 1 FROM backfill")
                .mapTo(Long.class)
                .one());
    }

    /**
     * Keeps a backfill with all its instances.
     *
     * @param members at least one, in the order in which they are to begin
     * @return false if there is one of this number already; nothing has changed then
     * @throws IllegalStateException if one of its instances is there already
     */
    public boolean insert(long number, BackfillRequest asked, List<Member> members, BackfillEvent started) {
        String sql = """
                INSERT INTO backfill (number, asked, parallel, instances, state, started_at, started_by, reason)
                VALUES (:number, :asked, :parallel, :instances, 'RUNNING', :at, :by, :why)
                ON CONFLICT DO NOTHING
                """;
        return transactions.inTransaction(() -> {
            int inserted = transactions
                    .handle()
                    .createUpdate(sql)
                    .bind("number", number)
                    .bind("asked", BackfillRequestJson.of(asked).toString())
                    .bind("parallel", asked.parallel())
                    .bind("instances", members.size())
                    .bind("at", started.at())
                    .bind("by", started.by())
                    .bind("why", KeptText.of(started.why()))
                    .execute();
            if (inserted == 0) {
                return false;
            }
            note(number, started);
            List<CycleInstance> created =
                    planned.insert(members.stream().map(Member::planned).toList(), started.at());
            if (created.size() != members.size()) {
                throw new IllegalStateException("backfill " + number + " was to have " + members.size()
                        + " instances, and " + created.size() + " were made");
            }
            arrange(members);
            return true;
        });
    }

    private void arrange(List<Member> members) {
        PreparedBatch batch = transactions
                .handle()
                .prepareBatch("UPDATE cycle_instance SET turn = :turn, beside = :beside WHERE id = :id");
        for (int turn = 0; turn < members.size(); turn++) {
            Member member = members.get(turn);
            batch.bind("id", member.planned().instance().id().toString())
                    .bind("turn", turn)
                    .bind("beside", member.beside())
                    .add();
        }
        batch.execute();
    }

    private void note(long number, BackfillEvent event) {
        String sql = """
                INSERT INTO backfill_event (backfill, at, who, action, why) VALUES (:number, :at, :by, :action, :why)
                """;
        transactions
                .handle()
                .createUpdate(sql)
                .bind("number", number)
                .bind("at", event.at())
                .bind("by", event.by())
                .bind("action", event.action())
                .bind("why", KeptText.of(event.why()))
                .execute();
    }

    /**
     * Stops a backfill or lets it go on.
     *
     * @param from the state that it is expected in, not DONE
     * @return false if it is in another one; nothing has changed then
     */
    public boolean move(long number, BackfillState from, BackfillState to, BackfillEvent event) {
        return transactions.inTransaction(() -> {
            int changed = transactions
                    .handle()
                    .createUpdate("UPDATE backfill SET state = :to WHERE number = :number AND state = :from")
                    .bind("number", number)
                    .bind("from", from)
                    .bind("to", to)
                    .execute();
            if (changed == 1) {
                note(number, event);
            }
            return changed == 1;
        });
    }

    /**
     * What a backfill allows one of its instances.
     *
     * @param state never DONE
     * @param parallel most attempts of the backfill at once
     * @param beside as of {@link Member}
     */
    public record Terms(BackfillState state, int parallel, boolean beside) {}

    /** The terms of an instance; empty if it belongs to no backfill. */
    public Optional<Terms> terms(InstanceId instance) {
        if (instance.origin().kind() != Origin.Kind.BACKFILLED) {
            return Optional.empty();
        }
        String sql = """
                SELECT b.state, b.parallel, i.beside FROM backfill b, cycle_instance i
                WHERE b.number = :number AND i.id = :id
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("number", instance.origin().number())
                .bind("id", instance.toString())
                .map((RowView row) -> new Terms(
                        row.getColumn("state", BackfillState.class),
                        row.getColumn("parallel", Integer.class),
                        row.getColumn("beside", Boolean.class)))
                .findOne());
    }

    /** The instances of other backfills that have not ended, each as of the schedule, with the number of its backfill. */
    public Map<InstanceId, Long> underWay() {
        String sql = """
                SELECT i.id FROM backfill b JOIN cycle_instance i ON i.origin = 'b' || CAST(b.number AS VARCHAR(20))
                WHERE i.state NOT IN (<ended>)
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bindList("ended", ended())
                .map(row -> InstanceId.parse(row.getColumn("id", String.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(
                        id -> id.with(Origin.SCHEDULED), id -> id.origin().number(), Math::max)));
    }

    private static Set<InstanceState> ended() {
        return Arrays.stream(InstanceState.values())
                .filter(InstanceState::ended)
                .collect(Collectors.toSet());
    }
}
