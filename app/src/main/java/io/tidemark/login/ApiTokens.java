package io.tidemark.login;

import io.tidemark.access.Actor;
import io.tidemark.store.login.ApiTokenStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Knows programs by their tokens. Thread-safe. */
public final class ApiTokens {
    /** How exactly the last use is known; writing it with every request would be a commit a request. */
    private static final Duration SEEN_PACE = Duration.ofMinutes(1);

    private final ApiTokenStore store;
    private final InstantSource clock;

    public ApiTokens(ApiTokenStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * In whose name a program acts, with what it may do now; empty if the token is unknown or expired. This counts as a use.
     *
     * @param address where the request comes from
     */
    public Optional<Actor> find(Token token, String address) {
        Instant now = clock.instant();
        Optional<ApiTokenStore.StoredToken> found =
                store.find(token.hash()).filter(known -> now.isBefore(known.expiresAt()));
        found.filter(known -> known.seenAt()
                        .map(seen -> !now.isBefore(seen.plus(SEEN_PACE)))
                        .orElse(true))
                .ifPresent(known -> store.seen(known.id(), now));
        return found.map(known -> new Actor(known.user().value(), Actor.Way.TOKEN, address, known.effective()));
    }
}
