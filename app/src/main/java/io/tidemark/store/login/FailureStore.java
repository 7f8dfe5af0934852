package io.tidemark.store.login;

import io.tidemark.store.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntFunction;

/** Names under which somebody has tried to log in in vain, whether there are such users or not. Thread-safe. */
public final class FailureStore {
    private final Transactions transactions;

    public FailureStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Counts one more try before it is made, so that of many at once no more get through than one after another would.
     *
     * @param lock for how long nobody gets in after so many tries in a row; empty for not at all
     * @return false if the name is locked; nothing was counted then
     */
    public boolean mayTry(String name, Instant now, IntFunction<Optional<Duration>> lock) {
        String first = """
                INSERT INTO login_failure (name, failures, failed_at, locked_until) VALUES (:name, 0, :now, :never)
                ON CONFLICT DO NOTHING
                """;
        String more = """
                UPDATE login_failure SET failures = failures + 1, failed_at = :now
                WHERE name = :name AND locked_until <= :now
                """;
        return transactions.inTransaction(() -> {
            transactions
                    .handle()
                    .createUpdate(first)
                    .bind("name", name)
                    .bind("now", now)
                    // Not now: the column rounds up what is finer than a microsecond, and that would lock the name.
                    .bind("never", Instant.EPOCH)
                    .execute();
            int counted = transactions
                    .handle()
                    .createUpdate(more)
                    .bind("name", name)
                    .bind("now", now)
                    .execute();
            if (counted == 1) {
                lock.apply(failures(name)).ifPresent(time -> lock(name, now.plus(time)));
            }
            return counted == 1;
        });
    }

    private int failures(String name) {
        return transactions
                .handle()
                .createQuery("SELECT failures FROM login_failure WHERE name = :name")
                .bind("name", name)
                .mapTo(Integer.class)
                .one();
    }

    private void lock(String name, Instant until) {
        transactions
                .handle()
                .createUpdate("UPDATE login_failure SET locked_until = :until WHERE name = :name")
                .bind("until", until)
                .bind("name", name)
                .execute();
    }

    /** Somebody got in. */
    public void forget(String name) {
        transactions.run(() -> transactions
                .handle()
                .createUpdate("DELETE FROM login_failure WHERE name = :name")
                .bind("name", name)
                .execute());
    }

    /** Forgets names that were not tried since. */
    public void prune(Instant before) {
        transactions.run(() -> transactions
                .handle()
                .createUpdate("DELETE FROM login_failure WHERE failed_at < :before")
                .bind("before", before)
                .execute());
    }
}
