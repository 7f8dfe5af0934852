package io.tidemark.store;

import java.time.Instant;
import java.util.Optional;

/** When an operator was there for the last time, on whichever node. Each method joins the open transaction or is one. Thread-safe. */
public final class OperatorPulse {
    private final Transactions transactions;

    public OperatorPulse(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Empty if there never was one. */
    public Optional<Instant> seen() {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT seen_at FROM operator_pulse WHERE id = 1")
                .mapTo(Instant.class)
                .findOne());
    }

    /** Notes the first one. Returns false if there was one. */
    public boolean begin(Instant now) {
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate(
                                "INSERT INTO operator_pulse (id, seen_at) VALUES (1, :now) ON CONFLICT DO NOTHING")
                        .bind("now", now)
                        .execute()
                == 1);
    }

    /** Notes that one is there. Returns false if another node has done so since {@code last}; nothing has changed then. */
    public boolean move(Instant last, Instant now) {
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate("UPDATE operator_pulse SET seen_at = :now WHERE id = 1 AND seen_at = :last")
                        .bind("last", last)
                        .bind("now", now)
                        .execute()
                == 1);
    }
}
