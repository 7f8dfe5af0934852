package io.tidemark.store.login;

import io.tidemark.access.Permission;
import io.tidemark.access.Role;
import io.tidemark.access.UserName;
import io.tidemark.store.Transactions;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.result.RowView;

/** Tokens of programs. Each method joins the open transaction or is one. Thread-safe. */
public final class ApiTokenStore {
    private final Transactions transactions;

    public ApiTokenStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * A token.
     *
     * @param role of its user, as it is now
     * @param label what it is for
     * @param permissions which it was made with; it permits no more than the role does
     * @param expiresAt exclusive
     * @param seenAt when it was last used, give or take the pace at which that is written; absent before the first use
     */
    public record StoredToken(
            long id,
            UserName user,
            Role role,
            String label,
            Set<Permission> permissions,
            Instant createdAt,
            Instant expiresAt,
            Optional<Instant> seenAt) {
        /** What it permits now. */
        public Set<Permission> effective() {
            Set<Permission> both = EnumSet.copyOf(role.permissions());
            both.retainAll(permissions);
            return both;
        }
    }

    private static final String SELECT = """
            SELECT t.id, t.user_name, u.role, t.label, t.permissions, t.created_at, t.expires_at, t.seen_at
            FROM api_token t JOIN login_user u ON u.name = t.user_name
            """;

    /** Returns its id. */
    public long add(
            String hash, UserName user, String label, Set<Permission> permissions, Instant now, Instant expires) {
        String sql = """
                INSERT INTO api_token (token_hash, user_name, label, permissions, created_at, expires_at)
                VALUES (:hash, :user, :label, :permissions, :now, :expires)
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createUpdate(sql)
                .bind("hash", hash)
                .bind("user", user.value())
                .bind("label", label)
                .bind("permissions", permissions.stream().map(Permission::word).collect(Collectors.joining(",")))
                .bind("now", now)
                .bind("expires", expires)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    /** The token, whether or not it has expired. */
    public Optional<StoredToken> find(String hash) {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(SELECT + "WHERE t.token_hash = :hash")
                .bind("hash", hash)
                .map(ApiTokenStore::token)
                .findOne());
    }

    /** Of one user, or of all if none is named, by id. */
    public List<StoredToken> list(Optional<UserName> user) {
        String sql = SELECT + (user.isPresent() ? "WHERE t.user_name = :user " : "") + "ORDER BY t.id";
        return transactions.inTransaction(() -> {
            var query = transactions.handle().createQuery(sql);
            user.ifPresent(name -> query.bind("user", name.value()));
            return query.map(ApiTokenStore::token).list();
        });
    }

    private static StoredToken token(RowView row) {
        return new StoredToken(
                row.getColumn("id", Long.class),
                new UserName(row.getColumn("user_name", String.class)),
                row.getColumn("role", Role.class),
                row.getColumn("label", String.class),
                Arrays.stream(row.getColumn("permissions", String.class).split(",", -1))
                        .flatMap(word -> Permission.of(word).stream())
                        .collect(Collectors.toSet()),
                row.getColumn("created_at", Instant.class),
                row.getColumn("expires_at", Instant.class),
                Optional.ofNullable(row.getColumn("seen_at", Instant.class)));
    }

    /** Notes that the token was used. */
    public void seen(long id, Instant now) {
        transactions.run(() -> transactions
                .handle()
                .createUpdate("UPDATE api_token SET seen_at = :now WHERE id = :id")
                .bind("now", now)
                .bind("id", id)
                .execute());
    }

    /** Returns false if there is none of that id. */
    public boolean remove(long id) {
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate("DELETE FROM api_token WHERE id = :id")
                        .bind("id", id)
                        .execute()
                == 1);
    }

    /** Forgets tokens that expired before. */
    public void prune(Instant before) {
        transactions.run(() -> transactions
                .handle()
                .createUpdate("DELETE FROM api_token WHERE expires_at < :before")
                .bind("before", before)
                .execute());
    }
}
