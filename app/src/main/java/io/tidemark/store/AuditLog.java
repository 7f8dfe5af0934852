package io.tidemark.store;

import io.tidemark.access.Actor;
import io.tidemark.access.AuditEvent;
import io.tidemark.access.AuditEvent.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/**
 * Who did what, from where. An event is written in a transaction of its own before the thing is done, so that whatever was done is
 * there, and once more when it has ended. Thread-safe.
 */
public final class AuditLog {
    private final Transactions transactions;

    public AuditLog(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Which events.
     *
     * @param before only those with a smaller id; absent for the newest
     * @param most 1 or more
     */
    public record Filter(Optional<String> who, Optional<String> action, Optional<Long> before, int most) {}

    /** Writes that something begins. Returns its id. */
    public long begin(Actor actor, Instant now, String action, String subject) {
        String sql = """
                INSERT INTO audit_event (at, who, way, address, action, subject, detail, outcome)
                VALUES (:at, :who, :way, :address, :action, :subject, '', 'STARTED')
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createUpdate(sql)
                .bind("at", now)
                .bind("who", actor.name())
                .bind("way", actor.way().name())
                .bind("address", actor.address())
                .bind("action", action)
                .bind("subject", KeptText.of(subject))
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    /** Writes what came of it. */
    public void end(long id, Outcome outcome, String detail) {
        transactions.run(() -> transactions
                .handle()
                .createUpdate("UPDATE audit_event SET outcome = :outcome, detail = :detail WHERE id = :id")
                .bind("outcome", outcome.name())
                .bind("detail", KeptText.of(detail))
                .bind("id", id)
                .execute());
    }

    /** The newest first. */
    public List<AuditEvent> list(Filter filter) {
        String sql = "SELECT * FROM audit_event WHERE TRUE"
                + filter.who().map(who -> " AND who = :who").orElse("")
                + filter.action().map(action -> " AND action = :action").orElse("")
                + filter.before().map(before -> " AND id < :before").orElse("")
                + " ORDER BY id DESC LIMIT :most";
        return transactions.inTransaction(() -> {
            Query query = transactions.handle().createQuery(sql).bind("most", filter.most());
            filter.who().ifPresent(who -> query.bind("who", who));
            filter.action().ifPresent(action -> query.bind("action", action));
            filter.before().ifPresent(before -> query.bind("before", before));
            return query.map((row, context) -> event(row)).list();
        });
    }

    private static AuditEvent event(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        return new AuditEvent(
                columns.number("id"),
                columns.instant("at"),
                columns.text("who"),
                Actor.Way.valueOf(columns.text("way")),
                columns.text("address"),
                columns.text("action"),
                columns.text("subject"),
                columns.text("detail"),
                Outcome.valueOf(columns.text("outcome")));
    }

    /** Removes what is older. Returns how many there were, at most so many. */
    public int prune(Instant before, int most) {
        String sql = """
                DELETE FROM audit_event WHERE id IN (
                    SELECT id FROM audit_event WHERE at < :before ORDER BY id LIMIT :most)
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createUpdate(sql)
                .bind("before", before)
                .bind("most", most)
                .execute());
    }
}
