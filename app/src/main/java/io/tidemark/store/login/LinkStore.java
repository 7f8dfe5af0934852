package io.tidemark.store.login;

import io.tidemark.access.UserName;
import io.tidemark.store.Transactions;
import java.time.Instant;
import java.util.Optional;

/** One-time links. Each method joins the open transaction or is one. Thread-safe. */
public final class LinkStore {
    private final Transactions transactions;

    public LinkStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** What a link does for its user. */
    public enum Purpose {
        /** Opens a session. */
        SESSION,
        /** Lets them choose a password. */
        PASSWORD,
        /** Lets whoever follows it become the first admin. */
        FIRST_ADMIN
    }

    /**
     * A link that works.
     *
     * @param user absent for the first admin
     */
    public record Link(Purpose purpose, Optional<UserName> user) {}

    /** Adds a link that works once, before it expires. */
    public void add(String hash, Link link, Instant now, Instant expires) {
        String sql = """
                INSERT INTO login_link (token_hash, purpose, user_name, created_at, expires_at)
                VALUES (:hash, :purpose, :user, :now, :expires)
                """;
        transactions.run(() -> transactions
                .handle()
                .createUpdate(sql)
                .bind("hash", hash)
                .bind("purpose", link.purpose().name())
                .bind("user", link.user().map(UserName::value))
                .bind("now", now)
                .bind("expires", expires)
                .execute());
    }

    /** Empty if the link is unknown, used or expired. */
    public Optional<Link> find(String hash, Instant now) {
        String sql = "SELECT purpose, user_name FROM login_link WHERE token_hash = :hash AND expires_at > :now";
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("hash", hash)
                .bind("now", now)
                .map(row -> new Link(
                        row.getColumn("purpose", Purpose.class),
                        Optional.ofNullable(row.getColumn("user_name", String.class))
                                .map(UserName::new)))
                .findOne());
    }

    /** Uses a link up. Of two that come at once one gets true. */
    public boolean use(String hash, Instant now) {
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate("DELETE FROM login_link WHERE token_hash = :hash AND expires_at > :now")
                        .bind("hash", hash)
                        .bind("now", now)
                        .execute()
                == 1);
    }

    /** No link of a user works any more. */
    public void removeAllOf(UserName user) {
        transactions.run(() -> transactions
                .handle()
                .createUpdate("DELETE FROM login_link WHERE user_name = :user")
                .bind("user", user.value())
                .execute());
    }

    /** Forgets what no longer works. */
    public void prune(Instant now) {
        transactions.run(() -> transactions
                .handle()
                .createUpdate("DELETE FROM login_link WHERE expires_at <= :now")
                .bind("now", now)
                .execute());
    }
}
