package io.tidemark.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** One-time links and sessions of the console. Takes and keeps hashes of tokens, never the tokens. Thread-safe. */
public final class LoginStore {
    private final Transactions transactions;

    public LoginStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * A session of the console.
     *
     * @param seenAt when it was last used, give or take the pace at which that is written
     * @param expiresAt exclusive
     */
    public record Session(Instant seenAt, Instant expiresAt) {}

    private static final String ADD_LINK = """
            INSERT INTO login_link (token_hash, created_at, expires_at) VALUES (:link, :now, :expires)
            """;

    /** Adds a link that can be used once, before it expires. */
    public void addLink(String link, Instant now, Instant expires) {
        transactions.run(() -> transactions
                .handle()
                .createUpdate(ADD_LINK)
                .bind("link", link)
                .bind("now", now)
                .bind("expires", expires)
                .execute());
    }

    private static final String USE_LINK = """
            UPDATE login_link SET used_at = :now WHERE token_hash = :link AND used_at IS NULL AND expires_at > :now
            """;

    private static final String ADD_SESSION = """
            INSERT INTO login_session (token_hash, created_at, seen_at, expires_at) VALUES (:session, :now, :now, :expires)
            """;

    /** Turns a link into a session; false if the link is unknown, used or expired. Of two that come at once one gets it. */
    public boolean openSession(String link, String session, Instant now, Instant expires) {
        return transactions.inTransaction(() -> {
            Handle handle = transactions.handle();
            int used = handle.createUpdate(USE_LINK)
                    .bind("link", link)
                    .bind("now", now)
                    .execute();
            if (used == 1) {
                handle.createUpdate(ADD_SESSION)
                        .bind("session", session)
                        .bind("now", now)
                        .bind("expires", expires)
                        .execute();
            }
            return used == 1;
        });
    }

    private static final String FIND_SESSION = """
            SELECT seen_at, expires_at FROM login_session WHERE token_hash = :session
            """;

    /** The session, whether or not it has expired. */
    public Optional<Session> findSession(String session) {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(FIND_SESSION)
                .bind("session", session)
                .map(ConstructorMapper.of(Session.class))
                .findOne());
    }

    private static final String SEEN = """
            UPDATE login_session SET seen_at = :now WHERE token_hash = :session
            """;

    /** Notes that the session was used. */
    public void seen(String session, Instant now) {
        transactions.run(() -> transactions
                .handle()
                .createUpdate(SEEN)
                .bind("session", session)
                .bind("now", now)
                .execute());
    }

    private static final String REMOVE = "DELETE FROM login_session WHERE token_hash = :session";

    /** Ends the session; no error if there is none. */
    public void removeSession(String session) {
        transactions.run(() -> transactions
                .handle()
                .createUpdate(REMOVE)
                .bind("session", session)
                .execute());
    }

    private static final String PRUNE_LINKS = "DELETE FROM login_link WHERE expires_at <= :now";
    private static final String PRUNE_SESSIONS =
            "DELETE FROM login_session WHERE expires_at <= :now OR seen_at <= :idleSince";

    /** Forgets what can no longer be used. */
    public void prune(Instant now, Instant idleSince) {
        transactions.run(() -> {
            transactions.handle().createUpdate(PRUNE_LINKS).bind("now", now).execute();
            transactions
                    .handle()
                    .createUpdate(PRUNE_SESSIONS)
                    .bind("now", now)
                    .bind("idleSince", idleSince)
                    .execute();
        });
    }
}
