package io.tidemark.login;

import io.tidemark.access.UserName;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.store.login.LinkStore;
import io.tidemark.store.login.LinkStore.Link;
import io.tidemark.store.login.LinkStore.Purpose;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** One-time links. Whoever has one is who it was made for, so they are only shown where nobody else looks. Thread-safe. */
public final class Links {
    private final LinkStore store;
    private final InstantSource clock;
    private final LoginTerms terms;

    public Links(LinkStore store, InstantSource clock, LoginTerms terms) {
        this.store = store;
        this.clock = clock;
        this.terms = terms;
    }

    /** One that opens a session. */
    public Token opening(UserName user) {
        return made(new Link(Purpose.SESSION, Optional.of(user)));
    }

    /** One that lets the user choose a password; earlier ones end. */
    Token forPassword(UserName user) {
        store.removeAllOf(user);
        return made(new Link(Purpose.PASSWORD, Optional.of(user)));
    }

    /** One that makes the first admin, and does nothing once there is one. */
    public Token forFirstAdmin() {
        return made(new Link(Purpose.FIRST_ADMIN, Optional.empty()));
    }

    private Token made(Link link) {
        Instant now = clock.instant();
        store.prune(now);
        Token token = Token.random();
        store.add(token.hash(), link, now, now.plus(terms.link()));
        return token;
    }

    /** Empty if it is unknown, used or expired. */
    Optional<Link> look(Token link) {
        return store.find(link.hash(), clock.instant());
    }

    /**
     * What it is for.
     *
     * @throws FailureException USER {@code LINK_USED_UP}, also if it is for something else
     */
    Link require(Token link, Purpose purpose) {
        return look(link).filter(found -> found.purpose() == purpose).orElseThrow(Links::usedUp);
    }

    /**
     * Uses it up.
     *
     * @throws FailureException USER {@code LINK_USED_UP}, to all but one of those who come at once
     */
    void use(Token link) {
        if (!store.use(link.hash(), clock.instant())) {
            throw usedUp();
        }
    }

    void endAllOf(UserName user) {
        store.removeAllOf(user);
    }

    static FailureException usedUp() {
        return Failure.user(
                        "LINK_USED_UP",
                        "This link no longer works: a link works once and for a limited time.",
                        "Ask for a new one: an admin makes it with `tidemark users reset NAME`, and a Tidemark that has no admin"
                                + " yet prints one when it starts.")
                .asException();
    }
}
