package io.tidemark.login;

import io.tidemark.operator.Trail;
import io.tidemark.store.AuditLog;
import io.tidemark.store.Transactions;
import io.tidemark.store.login.ApiTokenStore;
import io.tidemark.store.login.LinkStore;
import io.tidemark.store.login.SessionStore;
import java.time.InstantSource;

/** What lets people into a database of a test. */
public final class TestEntrance {
    private TestEntrance() {}

    public static Entrance of(Transactions transactions, InstantSource clock, LoginTerms terms) {
        Trail trail = new Trail(new AuditLog(transactions), clock);
        Links links = new Links(new LinkStore(transactions), clock, terms);
        Sessions sessions = new Sessions(new SessionStore(transactions), clock, terms);
        return new Entrance(
                new Logins(transactions, links, sessions, new Passwords(), trail),
                sessions,
                new ApiTokens(new ApiTokenStore(transactions), clock),
                links,
                new Users(transactions, links, sessions, trail));
    }
}
