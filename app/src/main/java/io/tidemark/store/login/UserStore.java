package io.tidemark.store.login;

import io.tidemark.access.Role;
import io.tidemark.access.UserName;
import io.tidemark.store.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.result.RowView;

/** Users. Each method joins the open transaction or is one. Thread-safe. */
public final class UserStore {
    private final Transactions transactions;

    public UserStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Empty if there is no such user. */
    public Optional<StoredUser> find(UserName name) {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT * FROM login_user WHERE name = :name")
                .bind("name", name.value())
                .map(UserStore::user)
                .findOne());
    }

    /** All, by name. */
    public List<StoredUser> all() {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT * FROM login_user ORDER BY name")
                .map(UserStore::user)
                .list());
    }

    private static StoredUser user(RowView row) {
        return new StoredUser(
                new UserName(row.getColumn("name", String.class)),
                row.getColumn("role", Role.class),
                row.getColumn("password_hash", String.class) != null,
                row.getColumn("created_at", Instant.class),
                row.getColumn("created_by", String.class));
    }

    /** The hash of the user's password; empty if there is no such user, or they have none. */
    public Optional<String> passwordHash(UserName name) {
        String sql = "SELECT password_hash FROM login_user WHERE name = :name AND password_hash IS NOT NULL";
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("name", name.value())
                .mapTo(String.class)
                .findOne());
    }

    /** Adds a user without a password. Returns false if there is one of that name; nothing has changed then. */
    public boolean add(UserName name, Role role, Instant now, String by) {
        String sql = """
                INSERT INTO login_user (name, role, created_at, created_by) VALUES (:name, :role, :now, :by)
                ON CONFLICT DO NOTHING
                """;
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate(sql)
                        .bind("name", name.value())
                        .bind("role", role.name())
                        .bind("now", now)
                        .bind("by", by)
                        .execute()
                == 1);
    }

    /** Returns false if there is no such user. */
    public boolean setRole(UserName name, Role role) {
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate("UPDATE login_user SET role = :role WHERE name = :name")
                        .bind("role", role.name())
                        .bind("name", name.value())
                        .execute()
                == 1);
    }

    /** Returns false if there is no such user. */
    public boolean setPassword(UserName name, String hash) {
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate("UPDATE login_user SET password_hash = :hash WHERE name = :name")
                        .bind("hash", hash)
                        .bind("name", name.value())
                        .execute()
                == 1);
    }

    /** The user can no longer log in by a password. Returns false if there is no such user. */
    public boolean forgetPassword(UserName name) {
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate("UPDATE login_user SET password_hash = NULL WHERE name = :name")
                        .bind("name", name.value())
                        .execute()
                == 1);
    }

    /** With all sessions, links and tokens. Returns false if there is no such user. */
    public boolean remove(UserName name) {
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate("DELETE FROM login_user WHERE name = :name")
                        .bind("name", name.value())
                        .execute()
                == 1);
    }

    /** The names of all admins. Nobody else changes whether one of them is an admin until the caller's transaction has ended. */
    public List<UserName> lockAdmins() {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT name FROM login_user WHERE role = 'ADMIN' ORDER BY name FOR UPDATE")
                .mapTo(String.class)
                .map(UserName::new)
                .list());
    }

    public boolean hasAdmin() {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT EXISTS (SELECT 1 FROM login_user WHERE role = 'ADMIN')")
                .mapTo(Boolean.class)
                .one());
    }
}
