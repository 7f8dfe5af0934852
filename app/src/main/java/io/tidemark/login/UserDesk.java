package io.tidemark.login;

import io.tidemark.access.Role;
import io.tidemark.access.UserName;
import io.tidemark.store.login.ApiTokenStore.StoredToken;
import io.tidemark.store.login.StoredUser;
import java.util.List;

/**
 * Where somebody adds, changes and removes users and tokens, in their own name. Every method throws
 * {@link io.tidemark.attempt.FailureException}, USER {@code NOT_PERMITTED} among others.
 */
public interface UserDesk {
    /** All users, by name. */
    List<StoredUser> users();

    /**
     * Adds a user, who chooses a password by the link.
     *
     * @return the secret of the link
     * @throws io.tidemark.attempt.FailureException USER {@code USER_EXISTS}
     */
    Token add(UserName name, Role role);

    /**
     * Gives a user another role. Their sessions end.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code USER_UNKNOWN}, {@code LAST_ADMIN}
     */
    void setRole(UserName name, Role role);

    /**
     * Lets a user choose a new password by a link. The old one no longer works, and their sessions end.
     *
     * @return the secret of the link
     * @throws io.tidemark.attempt.FailureException USER {@code USER_UNKNOWN}
     */
    Token reset(UserName name);

    /**
     * Removes a user with all sessions and tokens.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code USER_UNKNOWN}, {@code LAST_ADMIN}
     */
    void remove(UserName name);

    /** All tokens if whoever asks administers, else their own; by id. */
    List<StoredToken> tokens();

    /**
     * Makes a token. It can never be seen again.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code USER_UNKNOWN}, {@code BAD_TOKEN_REQUEST}
     */
    Token issue(TokenRequest request);

    /**
     * Ends a token.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code TOKEN_UNKNOWN}
     */
    void revoke(long id);
}
