package io.tidemark.store.login;

import io.tidemark.access.Role;
import io.tidemark.access.UserName;
import java.time.Instant;

/**
 * A user.
 *
 * @param hasPassword false until they have chosen one, and again after a reset
 * @param createdBy the name of whoever added them
 */
public record StoredUser(UserName name, Role role, boolean hasPassword, Instant createdAt, String createdBy) {}
