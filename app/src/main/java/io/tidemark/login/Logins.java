package io.tidemark.login;

import io.tidemark.access.Actor;
import io.tidemark.access.Role;
import io.tidemark.access.UserName;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.operator.Trail;
import io.tidemark.store.Transactions;
import io.tidemark.store.login.FailureStore;
import io.tidemark.store.login.LinkStore.Link;
import io.tidemark.store.login.LinkStore.Purpose;
import io.tidemark.store.login.UserStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Lets people in: by a password, or by a one-time link. What it refuses does not tell whether there is such a user. Thread-safe. */
public final class Logins {
    /** Names that nobody has tried for so long are forgotten. */
    private static final Duration FAILURES_KEPT = Duration.ofDays(1);

    private final Transactions transactions;
    private final UserStore users;
    private final FailureStore failures;
    private final Links links;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Trail trail;

    public Logins(Transactions transactions, Links links, Sessions sessions, Passwords passwords, Trail trail) {
        this.transactions = transactions;
        this.users = new UserStore(transactions);
        this.failures = new FailureStore(transactions);
        this.links = links;
        this.sessions = sessions;
        this.passwords = passwords;
        this.trail = trail;
    }

    /**
     * Opens a session by a password.
     *
     * @param name as it was typed
     * @param address where from
     * @throws FailureException USER {@code LOGIN_REFUSED}, always the same; EXTERNAL {@code TOO_MANY_LOGINS}
     */
    public Token byPassword(String name, String password, String address) {
        String tried = name.strip().toLowerCase(Locale.ROOT);
        if (!UserName.isOne(tried)) {
            passwords.matches(password, Optional.empty());
            throw refused();
        }
        UserName user = new UserName(tried);
        Instant now = trail.clock().instant();
        failures.prune(now.minus(FAILURES_KEPT));
        if (!failures.mayTry(tried, now, LockOut::after)) {
            throw refused();
        }
        if (users.find(user).isEmpty()) {
            // Not in the trail: what was typed may be a password.
            passwords.matches(password, Optional.empty());
            throw refused();
        }
        return trail.of(
                visitor(user, address),
                "log-in",
                "by password",
                () -> {
                    if (!passwords.matches(password, users.passwordHash(user))) {
                        throw refused();
                    }
                    failures.forget(tried);
                    return sessions.open(user);
                },
                session -> "");
    }

    private static FailureException refused() {
        return Failure.user(
                        "LOGIN_REFUSED",
                        "This name and password do not open a session.",
                        "Check both; after five tries in a row a name is locked for minutes. An admin can make a new link with"
                                + " `tidemark users reset NAME`.")
                .asException();
    }

    /**
     * Opens a session by a link that does that, and uses it up.
     *
     * @throws FailureException USER {@code LINK_USED_UP}
     */
    public Token byLink(Token link, String address) {
        UserName user = links.require(link, Purpose.SESSION).user().orElseThrow();
        return trail.of(
                visitor(user, address),
                "log-in",
                "by a link",
                () -> transactions.inTransaction(() -> {
                    links.use(link);
                    return sessions.open(user);
                }),
                session -> "");
    }

    /**
     * Sets the password of the user whose link this is, and opens a session; all others of theirs end.
     *
     * @throws FailureException USER {@code LINK_USED_UP}, {@code WEAK_PASSWORD}
     */
    public Token choosePassword(Token link, String password, String address) {
        UserName user = links.require(link, Purpose.PASSWORD).user().orElseThrow();
        String hash = passwords.hash(password, user);
        return trail.of(
                visitor(user, address),
                "choose-password",
                user.value(),
                () -> transactions.inTransaction(() -> {
                    links.use(link);
                    setPassword(user, hash);
                    return sessions.open(user);
                }),
                session -> "");
    }

    /**
     * Makes the first admin, and opens a session for them.
     *
     * @throws FailureException USER {@code LINK_USED_UP}, {@code WEAK_PASSWORD}, {@code BAD_NAME}
     */
    public Token becomeFirstAdmin(Token link, String name, String password, String address) {
        links.require(link, Purpose.FIRST_ADMIN);
        UserName user = Users.named(name);
        String hash = passwords.hash(password, user);
        return trail.of(
                visitor(user, address),
                "add-user",
                user + " as " + Role.ADMIN.word(),
                () -> transactions.inTransaction(() -> {
                    links.use(link);
                    if (users.hasAdmin()
                            || !users.add(user, Role.ADMIN, trail.clock().instant(), user.value())) {
                        throw Links.usedUp();
                    }
                    setPassword(user, hash);
                    return sessions.open(user);
                }),
                session -> "the first admin");
    }

    /**
     * Changes the password of whoever is logged in, and opens a new session; all others of theirs end.
     *
     * @throws FailureException USER {@code LOGIN_REFUSED} if the old one is another, {@code WEAK_PASSWORD}
     */
    public Token changePassword(Actor actor, String old, String password) {
        UserName user = new UserName(actor.name());
        return trail.of(
                actor,
                "change-password",
                user.value(),
                () -> {
                    if (!failures.mayTry(user.value(), trail.clock().instant(), LockOut::after)
                            || !passwords.matches(old, users.passwordHash(user))) {
                        throw refused();
                    }
                    String hash = passwords.hash(password, user);
                    return transactions.inTransaction(() -> {
                        setPassword(user, hash);
                        return sessions.open(user);
                    });
                },
                session -> "");
    }

    private void setPassword(UserName user, String hash) {
        if (!users.setPassword(user, hash)) {
            throw Links.usedUp();
        }
        sessions.closeAllOf(user);
        links.endAllOf(user);
        failures.forget(user.value());
    }

    private static Actor visitor(UserName user, String address) {
        return new Actor(user.value(), Actor.Way.SESSION, address, Set.of());
    }

    /** What a link does, to ask for what it takes; empty if it does not work any more. */
    public Optional<Link> look(Token link) {
        return links.look(link);
    }
}
