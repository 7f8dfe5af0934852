package io.tidemark.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The time of the database, so that machines whose clocks differ agree on when something is due and when a lease is over. It is
 * this machine's clock, set right by as much as the two differed when they were compared last; so it goes on while the database
 * is gone. It ticks in microseconds, as columns do: an instant that was written is the same when it is read, or compared with. Thread-safe.
 */
public final class DatabaseClock implements InstantSource {
    private final InstantSource here;
    private final @Nullable DataSource server;
    private volatile Duration ahead = Duration.ZERO;

    /** @param server whose clock counts; this machine's does if there is none */
    DatabaseClock(InstantSource here, @Nullable DataSource server) {
        this.here = here;
        this.server = server;
    }

    @Override
    public Instant instant() {
        return here.instant().plus(ahead).truncatedTo(ChronoUnit.MICROS);
    }

    /** By how much this machine's clock is slow: that of the database minus that of this machine. */
    public Duration ahead() {
        return ahead;
    }

    /**
     * Compares the two clocks; to be called now and then.
     *
     * @throws io.tidemark.attempt.FailureException EXTERNAL {@code DATABASE_UNAVAILABLE}; the clock goes on as it did
     */
    public void compare() {
        if (server == null) {
            return;
        }
        // Not now(), which is the time at which the transaction began.
        String sql = "SELECT clock_timestamp()";
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement()) {
            Instant asked = here.instant();
            try (ResultSet result = statement.executeQuery(sql)) {
                result.next();
                Instant there = result.getObject(1, OffsetDateTime.class).toInstant();
                compared(asked, there, here.instant());
            }
        } catch (SQLException e) {
            throw DatabaseRefusal.ofUse(e)
                    .<RuntimeException>map(gone -> gone.asException(e))
                    .orElseGet(() -> new IllegalStateException("the server does not tell the time", e));
        }
    }

    /** What the way of the question may explain is no difference; so two good clocks never make this one jump. */
    private void compared(Instant asked, Instant there, Instant answered) {
        Duration way = Duration.between(asked, answered).abs().dividedBy(2);
        Duration difference = Duration.between(asked.plus(way), there);
        if (difference.minus(ahead).abs().compareTo(way) > 0) {
            ahead = difference;
        }
    }
}
