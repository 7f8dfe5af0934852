package io.tidemark.login;

import io.tidemark.access.Actor;
import io.tidemark.access.UserName;
import io.tidemark.store.login.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Sessions of browsers. Thread-safe. */
public final class Sessions {
    /** How exactly the last use of a session is known; writing it with every request would be a commit a request. */
    private static final Duration SEEN_PACE = Duration.ofMinutes(1);

    private final SessionStore store;
    private final InstantSource clock;
    private final LoginTerms terms;

    public Sessions(SessionStore store, InstantSource clock, LoginTerms terms) {
        this.store = store;
        this.clock = clock;
        this.terms = terms;
    }

    /** A new session; what a browser carried before is not taken over. */
    Token open(UserName user) {
        Instant now = clock.instant();
        store.prune(now, now.minus(terms.idle()));
        Token session = Token.random();
        store.add(session.hash(), user, now, now.plus(terms.most()));
        return session;
    }

    /**
     * Who it belongs to, with what they may do now; empty if it has ended. This counts as a use.
     *
     * @param address where the request comes from
     */
    public Optional<Actor> find(Token session, String address) {
        Instant now = clock.instant();
        Optional<SessionStore.Session> found = store.find(session.hash())
                .filter(known -> now.isBefore(known.expiresAt()))
                .filter(known -> now.isBefore(known.seenAt().plus(terms.idle())));
        if (found.isPresent() && !now.isBefore(found.get().seenAt().plus(SEEN_PACE))) {
            store.seen(session.hash(), now);
        }
        return found.map(known -> new Actor(
                known.user().value(), Actor.Way.SESSION, address, known.role().permissions()));
    }

    /** Ends it; no error if it has ended. */
    public void close(Token session) {
        store.remove(session.hash());
    }

    /** Ends all of a user. */
    void closeAllOf(UserName user) {
        store.removeAllOf(user);
    }
}
