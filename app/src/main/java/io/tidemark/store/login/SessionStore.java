package io.tidemark.store.login;

import io.tidemark.access.Role;
import io.tidemark.access.UserName;
import io.tidemark.store.Transactions;
import java.time.Instant;
import java.util.Optional;

/** Sessions of browsers. Each method joins the open transaction or is one. Thread-safe. */
public final class SessionStore {
    private final Transactions transactions;

    public SessionStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * A session.
     *
     * @param role of the user, as it is now
     * @param seenAt when it was last used, give or take the pace at which that is written
     * @param expiresAt exclusive
     */
    public record Session(UserName user, Role role, Instant seenAt, Instant expiresAt) {}

    public void add(String hash, UserName user, Instant now, Instant expires) {
        String sql = """
                INSERT INTO login_session (token_hash, user_name, created_at, seen_at, expires_at)
                VALUES (:hash, :user, :now, :now, :expires)
                """;
        transactions.run(() -> transactions
                .handle()
                .createUpdate(sql)
                .bind("hash", hash)
                .bind("user", user.value())
                .bind("now", now)
                .bind("expires", expires)
                .execute());
    }

    /** The session, whether or not it has expired. */
    public Optional<Session> find(String hash) {
        String sql = """
                SELECT s.user_name, u.role, s.seen_at, s.expires_at
                FROM login_session s JOIN login_user u ON u.name = s.user_name
                WHERE s.token_hash = :hash
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("hash", hash)
                .map(row -> new Session(
                        new UserName(row.getColumn("user_name", String.class)),
                        row.getColumn("role", Role.class),
                        row.getColumn("seen_at", Instant.class),
                        row.getColumn("expires_at", Instant.class)))
                .findOne());
    }

    /** Notes that the session was used. */
    public void seen(String hash, Instant now) {
        transactions.run(() -> transactions
                .handle()
                .createUpdate("UPDATE login_session SET seen_at = :now WHERE token_hash = :hash")
                .bind("now", now)
                .bind("hash", hash)
                .execute());
    }

    /** Ends the session; no error if there is none. */
    public void remove(String hash) {
        transactions.run(() -> transactions
                .handle()
                .createUpdate("DELETE FROM login_session WHERE token_hash = :hash")
                .bind("hash", hash)
                .execute());
    }

    /** Ends all sessions of a user. */
    public void removeAllOf(UserName user) {
        transactions.run(() -> transactions
                .handle()
                .createUpdate("DELETE FROM login_session WHERE user_name = :user")
                .bind("user", user.value())
                .execute());
    }

    /** Forgets what has ended. */
    public void prune(Instant now, Instant idleSince) {
        transactions.run(() -> transactions
                .handle()
                .createUpdate("DELETE FROM login_session WHERE expires_at <= :now OR seen_at <= :idleSince")
                .bind("now", now)
                .bind("idleSince", idleSince)
                .execute());
    }
}
