package io.tidemark.console;

import io.tidemark.store.LoginStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Opens a session for whoever follows a one-time link, and ends it. There is no password: a link is printed where only the person
 * who runs the operator can read it. Thread-safe.
 */
public final class Logins {
    /** How exactly the last use of a session is known; writing it with every request would be a commit a request. */
    private static final Duration SEEN_PACE = Duration.ofMinutes(1);

    private final LoginStore store;
    private final InstantSource clock;
    private final ConsoleSettings settings;

    public Logins(LoginStore store, InstantSource clock, ConsoleSettings settings) {
        this.store = store;
        this.clock = clock;
        this.settings = settings;
    }

    /** The secret of a new link. */
    Token newLink() {
        Instant now = clock.instant();
        store.prune(now, now.minus(settings.loginIdle()));
        Token link = Token.random();
        store.addLink(link.hash(), now, now.plus(settings.loginLink()));
        return link;
    }

    /** Uses the link up; empty if it is unknown, used or expired. */
    Optional<Token> open(Token link) {
        Instant now = clock.instant();
        Token session = Token.random();
        return store.openSession(link.hash(), session.hash(), now, now.plus(settings.loginMost()))
                ? Optional.of(session)
                : Optional.empty();
    }

    /** Whether the session is open; if so this counts as a use. */
    boolean isOpen(Token session) {
        Instant now = clock.instant();
        Optional<LoginStore.Session> found = store.findSession(session.hash())
                .filter(known -> now.isBefore(known.expiresAt()))
                .filter(known -> now.isBefore(known.seenAt().plus(settings.loginIdle())));
        if (found.isPresent() && !now.isBefore(found.get().seenAt().plus(SEEN_PACE))) {
            store.seen(session.hash(), now);
        }
        return found.isPresent();
    }

    void close(Token session) {
        store.removeSession(session.hash());
    }
}
