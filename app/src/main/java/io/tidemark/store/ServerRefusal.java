package io.tidemark.store;

import io.tidemark.attempt.Failure;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PSQLState;

/** Why a database on a PostgreSQL server cannot be used, from what the server said, for the person who has to act. */
final class ServerRefusal {
    private static final String CORRECT = "Correct `database` in tidemark.yaml";

    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String READ_ONLY = "25006";

    /** Wrong password; no such user, or one that may not come from here. */
    private static final Set<String> NOT_LET_IN = Set.of("28P01", "28000");

    /** The server ends, was ended, begins, or has dropped its database. */
    private static final Set<String> SERVER_GOES = Set.of("57P01", "57P02", "57P03", "57P04", "57P05");

    private ServerRefusal() {}

    /** Why no connection could be had at the start. */
    static Failure ofOpening(DatabaseServer server, Throwable thrown) {
        List<Throwable> chain = DatabaseRefusal.chain(thrown);
        String said = DatabaseRefusal.reason(chain);
        if (has(chain, NO_SUCH_DATABASE)) {
            return Failure.user(
                    "DATABASE_MISSING",
                    "The PostgreSQL server of " + server + " has no such database.",
                    "Create it with CREATE DATABASE, owned by the user " + server.user() + ", or correct `database` in"
                            + " tidemark.yaml.");
        }
        if (chain.stream().anyMatch(cause -> cause instanceof SQLException sql && isNotLetIn(sql))) {
            return Failure.user(
                    "DATABASE_LOGIN",
                    "The PostgreSQL server does not let the user " + server.user() + " into " + server + ": " + said
                            + ".",
                    CORRECT + ", or what the server allows (pg_hba.conf).");
        }
        if (has(chain, TOO_MANY_CONNECTIONS)) {
            return Failure.external(
                    "DATABASE_UNAVAILABLE",
                    "The PostgreSQL server of " + server + " has no connection left: " + said + ".",
                    "Each Tidemark process takes up to " + Database.MOST_CONNECTIONS
                            + "; raise max_connections or end what holds them, and start again.");
        }
        return Failure.external(
                "DATABASE_UNAVAILABLE",
                "The database " + server + " cannot be reached: " + said + ".",
                "Start the PostgreSQL server, or correct `database` in tidemark.yaml, and start again.");
    }

    static Failure tooOld(DatabaseServer server, String version) {
        return Failure.user(
                "DATABASE_TOO_OLD",
                "The server of " + server + " is PostgreSQL " + version + "; Tidemark is not tested with any before "
                        + DatabaseServer.OLDEST + ".",
                "Upgrade the server, or name another one in tidemark.yaml.");
    }

    /** Why the tables could not be brought to this version; empty if this is not for the server's owner to mend. */
    static Optional<Failure> ofMigration(DatabaseServer server, Throwable thrown) {
        List<Throwable> chain = DatabaseRefusal.chain(thrown);
        if (has(chain, INSUFFICIENT_PRIVILEGE)) {
            return Optional.of(Failure.user(
                    "DATABASE_RIGHTS",
                    "The user " + server.user() + " may not make and change tables in " + server + ": "
                            + DatabaseRefusal.reason(chain) + ".",
                    "Make that user the owner of the database (ALTER DATABASE .. OWNER TO ..), or grant it CREATE on"
                            + " the schema; nothing was started."));
        }
        if (has(chain, READ_ONLY)) {
            return Optional.of(Failure.user(
                    "DATABASE_READ_ONLY",
                    "The database " + server + " can only be read, as a standby can.",
                    "Name the primary server in tidemark.yaml."));
        }
        return isGone(chain) ? Optional.of(ofOpening(server, thrown)) : Optional.empty();
    }

    /** Why it could not be used any more; empty if the server is there. */
    static Optional<Failure> ofUse(List<Throwable> chain) {
        return isGone(chain)
                ? Optional.of(Failure.external(
                        "DATABASE_UNAVAILABLE",
                        "The PostgreSQL server does not answer: " + lastWord(chain) + ".",
                        "Start it or mend the way to it; what was not committed is tried again then. Nothing that was"
                                + " committed is lost."))
                : Optional.empty();
    }

    /** Whether the transaction was undone for another one's sake and has only to be done again. */
    static boolean isToBeRepeated(Throwable thrown) {
        List<Throwable> chain = DatabaseRefusal.chain(thrown);
        return has(chain, PSQLState.SERIALIZATION_FAILURE.getState())
                || has(chain, PSQLState.DEADLOCK_DETECTED.getState());
    }

    private static boolean isGone(List<Throwable> chain) {
        return chain.stream()
                .anyMatch(cause -> cause instanceof SQLTransientConnectionException
                        || (cause instanceof SQLException sql
                                && (PSQLState.isConnectionError(sql.getSQLState())
                                        || SERVER_GOES.contains(String.valueOf(sql.getSQLState())))));
    }

    private static boolean isNotLetIn(SQLException thrown) {
        // The driver, asked for a password that it does not have, gives up by itself.
        return NOT_LET_IN.contains(String.valueOf(thrown.getSQLState()))
                || PSQLState.CONNECTION_REJECTED.getState().equals(thrown.getSQLState());
    }

    /** The same words for as long as the same thing is wrong: the pool's own count milliseconds. */
    private static String lastWord(List<Throwable> chain) {
        List<Throwable> driver = chain.stream()
                .filter(cause -> !(cause instanceof SQLTransientConnectionException))
                .toList();
        String word = DatabaseRefusal.reason(driver);
        return word.isEmpty() || driver.stream().noneMatch(SQLException.class::isInstance)
                ? "no connection within a few seconds"
                : word;
    }

    private static boolean has(List<Throwable> chain, String state) {
        return chain.stream().anyMatch(cause -> cause instanceof SQLException sql && state.equals(sql.getSQLState()));
    }
}
