package io.tidemark.login;

import io.tidemark.access.Actor;
import io.tidemark.access.Permission;
import io.tidemark.access.Role;
import io.tidemark.access.UserName;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.operator.Trail;
import io.tidemark.store.Transactions;
import io.tidemark.store.login.ApiTokenStore;
import io.tidemark.store.login.ApiTokenStore.StoredToken;
import io.tidemark.store.login.StoredUser;
import io.tidemark.store.login.UserStore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Users and their tokens, by the records of this process. Thread-safe. */
public final class Users {
    private final Transactions transactions;
    private final UserStore users;
    private final ApiTokenStore tokens;
    private final Links links;
    private final Sessions sessions;
    private final Trail trail;

    public Users(Transactions transactions, Links links, Sessions sessions, Trail trail) {
        this.transactions = transactions;
        this.users = new UserStore(transactions);
        this.tokens = new ApiTokenStore(transactions);
        this.links = links;
        this.sessions = sessions;
        this.trail = trail;
    }

    /** Whether nobody could let anybody in. */
    public boolean withoutAdmin() {
        return !users.hasAdmin();
    }

    /** What somebody does in their own name. */
    public UserDesk by(Actor actor) {
        return new InTheirName(actor);
    }

    /**
     * A name as it was typed.
     *
     * @throws FailureException USER {@code BAD_NAME}
     */
    public static UserName named(String text) {
        try {
            return new UserName(text.strip().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Failure.user("BAD_NAME", "This is no name: " + e.getMessage() + ".", "Choose another one.")
                    .asException(e);
        }
    }

    private final class InTheirName implements UserDesk {
        private final Actor actor;

        InTheirName(Actor actor) {
            this.actor = actor;
        }

        @Override
        public List<StoredUser> users() {
            actor.require(Permission.ADMINISTER);
            return users.all();
        }

        @Override
        public Token add(UserName name, Role role) {
            return administering("add-user", name + " as " + role.word(), () -> {
                if (!users.add(name, role, now(), actor.name())) {
                    throw Failure.user(
                                    "USER_EXISTS",
                                    "There is a user " + name + " already.",
                                    "Choose another name, or change their role.")
                            .asException();
                }
                return links.forPassword(name);
            });
        }

        @Override
        public void setRole(UserName name, Role role) {
            administering("set-role", name + " to " + role.word(), () -> {
                if (role != Role.ADMIN) {
                    requireAnotherAdminThan(name);
                }
                if (!users.setRole(name, role)) {
                    throw unknown(name);
                }
                sessions.closeAllOf(name);
                return role;
            });
        }

        @Override
        public Token reset(UserName name) {
            return administering("reset-password", name.value(), () -> {
                if (!users.forgetPassword(name)) {
                    throw unknown(name);
                }
                sessions.closeAllOf(name);
                return links.forPassword(name);
            });
        }

        @Override
        public void remove(UserName name) {
            administering("remove-user", name.value(), () -> {
                requireAnotherAdminThan(name);
                if (!users.remove(name)) {
                    throw unknown(name);
                }
                return name;
            });
        }

        @Override
        public List<StoredToken> tokens() {
            return tokens.list(
                    actor.may(Permission.ADMINISTER) ? Optional.empty() : Optional.of(new UserName(actor.name())));
        }

        @Override
        public Token issue(TokenRequest request) {
            return trail.of(
                    actor,
                    "issue-token",
                    "of " + request.user() + " for " + request.label(),
                    () -> transactions.inTransaction(() -> issued(request)),
                    token ->
                            request.permissions().stream().map(Permission::word).toList() + " for "
                                    + request.valid().toDays() + " days");
        }

        private Token issued(TokenRequest request) {
            // A token that makes tokens would never expire.
            boolean own = actor.way() == Actor.Way.SESSION
                    && actor.name().equals(request.user().value());
            if (!own) {
                actor.require(Permission.ADMINISTER);
            }
            StoredUser user = users.find(request.user()).orElseThrow(() -> unknown(request.user()));
            if (!user.role().permissions().containsAll(request.permissions())) {
                throw Failure.user(
                                "BAD_TOKEN_REQUEST",
                                user.name() + " is a " + user.role().word() + ", which permits only "
                                        + String.join(
                                                ", ",
                                                user.role().permissions().stream()
                                                        .map(Permission::word)
                                                        .toList())
                                        + ".",
                                "Ask for less, or give the user another role first.")
                        .asException();
            }
            Token token = Token.ofProgram();
            Instant now = now();
            tokens.prune(now.minus(TokenRequest.LONGEST));
            tokens.add(
                    token.hash(),
                    request.user(),
                    request.label(),
                    request.permissions(),
                    now,
                    now.plus(request.valid()));
            return token;
        }

        @Override
        public void revoke(long id) {
            trail.of(
                    actor,
                    "revoke-token",
                    "token " + id,
                    () -> transactions.run(() -> {
                        if (tokens().stream().noneMatch(token -> token.id() == id) || !tokens.remove(id)) {
                            throw Failure.user(
                                            "TOKEN_UNKNOWN",
                                            "There is no token " + id + " that you may end.",
                                            "Look at the list of tokens.")
                                    .asException();
                        }
                    }));
        }

        private <T> T administering(String action, String subject, Supplier<T> work) {
            return trail.of(
                    actor,
                    action,
                    subject,
                    () -> {
                        actor.require(Permission.ADMINISTER);
                        return transactions.inTransaction(work);
                    },
                    done -> "");
        }

        /** Or nobody could undo it from the console. */
        private void requireAnotherAdminThan(UserName name) {
            List<UserName> admins = users.lockAdmins();
            if (admins.size() == 1 && admins.contains(name)) {
                throw Failure.user(
                                "LAST_ADMIN",
                                name + " is the only admin. Nothing was changed.",
                                "Make another user an admin first.")
                        .asException();
            }
        }

        private Instant now() {
            return trail.clock().instant();
        }
    }

    private static FailureException unknown(UserName name) {
        return Failure.user("USER_UNKNOWN", "There is no user " + name + ".", "Look at the list of users.")
                .asException();
    }
}
