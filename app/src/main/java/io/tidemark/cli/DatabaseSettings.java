package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.config.Reference;
import io.tidemark.config.Settings;
import io.tidemark.store.DatabaseServer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code tidemark.yaml} says of the database, as it is written: each value may be a reference to one that stands elsewhere.
 *
 * @param file which file that is, as a person would name it
 * @param url {@code database.url}: of a PostgreSQL database; absent for the embedded one
 * @param user {@code database.user}: goes before one in the URL
 * @param password {@code database.password}: goes before one in the URL
 */
record DatabaseSettings(String file, Optional<String> url, Optional<String> user, Optional<String> password) {
    static final DatabaseSettings EMBEDDED =
            new DatabaseSettings("", Optional.empty(), Optional.empty(), Optional.empty());

    static DatabaseSettings in(Settings settings) {
        return new DatabaseSettings(
                settings.file(),
                settings.text("database.url"),
                settings.text("database.user"),
                settings.text("database.password"));
    }

    /**
     * The server that is meant; empty for the embedded database.
     *
     * @param folder that references to files are seen from
     * @throws io.tidemark.attempt.FailureException USER {@code DATABASE_ADDRESS}
     */
    Optional<DatabaseServer> server(Function<String, @Nullable String> environment, Path folder) {
        Reference references = new Reference(environment, folder);
        if (url.isEmpty() && (user.isPresent() || password.isPresent())) {
            throw wrong("`database.url` in " + file + " is missing, and so is what its user and password are for");
        }
        return url.map(address -> DatabaseServer.at(
                value(references, "database.url", address),
                user.map(text -> value(references, "database.user", text)),
                password.map(text -> value(references, "database.password", text))));
    }

    private String value(Reference references, String key, String text) {
        try {
            return references.resolve(text);
        } catch (Reference.Unresolved e) {
            throw wrong("`" + key + "` in " + file + " " + e.sentence());
        }
    }

    private static RuntimeException wrong(String sentence) {
        return Failure.user(
                        "DATABASE_ADDRESS",
                        sentence + ".",
                        "Without `database` the operator keeps its database in the data directory.")
                .asException();
    }

    /** Without the password, and without the URL, which may hold one. */
    @Override
    public String toString() {
        return "the database of " + file;
    }
}
