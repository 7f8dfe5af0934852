package io.tidemark.store;

import io.tidemark.attempt.Failure;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Brings a database to the schema of this version. Tables of others, such as JobRunr's, are left alone. */
final class Migrations {
    private Migrations() {}

    /** Whether nothing is left to do; true, too, for a database that a later version has written. */
    static boolean areDone(DataSource dataSource) {
        try {
            return flyway(dataSource).info().pending().length == 0;
        } catch (FlywayException e) {
            throw DatabaseRefusal.ofMigration(e).asException(e);
        }
    }

    static void run(DataSource dataSource) {
        Flyway flyway = flyway(dataSource);
        try {
            refuseNewer(flyway);
            flyway.migrate();
        } catch (FlywayException e) {
            throw DatabaseRefusal.ofMigration(e).asException(e);
        }
    }

    private static Flyway flyway(DataSource dataSource) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:migrations")
                // JobRunr may have been here first; then ours still begin with V1.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .cleanDisabled(true)
                .load();
    }

    private static void refuseNewer(Flyway flyway) {
        String newer = Arrays.stream(flyway.info().all())
                .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS)
                .map(MigrationInfo::getScript)
                .collect(Collectors.joining(", "));
        if (!newer.isEmpty()) {
            throw Failure.user(
                            "DATABASE_IS_NEWER",
                            "A later version of Tidemark has written this database (" + newer + ").",
                            "Run that version, or choose another directory with --data DIR, or another database.")
                    .asException();
        }
    }
}
