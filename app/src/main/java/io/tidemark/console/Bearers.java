package io.tidemark.console;

import io.javalin.http.Context;
import io.tidemark.access.Actor;
import io.tidemark.access.Permission;
import io.tidemark.login.ApiTokens;
import io.tidemark.login.Token;
import io.tidemark.workflow.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Knows programs by the token that they carry.
 *
 * @param own that of this process: whoever may read the data directory has it, and could as well do without the operator
 */
record Bearers(Secret own, ApiTokens tokens) {
    /** Who runs a command of this machine, by their own word. */
    static final String LOCAL_USER = "Tidemark-User";

    private static final String SCHEME = "Bearer ";
    private static final int LONGEST_NAME = 100;

    /** Empty if there is no token, or none that works. */
    Optional<Actor> find(Context context) {
        return carried(context)
                .flatMap(text -> isOwn(text)
                        ? Optional.of(Actor.local(localUser(context)))
                        : tokens.find(new Token(text), context.ip()));
    }

    /** What a request carries as its token, known or not. */
    static Optional<String> carried(Context context) {
        return Optional.ofNullable(context.header("Authorization"))
                .filter(header -> header.startsWith(SCHEME))
                .map(header -> header.substring(SCHEME.length()).strip())
                .filter(text -> !text.isEmpty());
    }

    /** Whether the token of a request, which may have ended since, still lets somebody in who may do that. */
    BooleanSupplier stays(Context context, Permission needs) {
        String text = carried(context).orElse("");
        String address = context.ip();
        return () -> isOwn(text)
                || tokens.find(new Token(text), address)
                        .filter(actor -> actor.may(needs))
                        .isPresent();
    }

    private boolean isOwn(String text) {
        return MessageDigest.isEqual(
                own.reveal().getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }

    private static String localUser(Context context) {
        return Optional.ofNullable(context.header(LOCAL_USER))
                .filter(name -> !name.isBlank() && name.length() <= LONGEST_NAME)
                .orElse("somebody");
    }
}
