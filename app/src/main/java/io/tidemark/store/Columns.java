package io.tidemark.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;

/** Reads the columns of the row that a result stands on. */
record Columns(ResultSet row) {
    String text(String name) throws SQLException {
        return Objects.requireNonNull(row.getString(name), name);
    }

    Optional<String> textIfAny(String name) throws SQLException {
        return Optional.ofNullable(row.getString(name));
    }

    long number(String name) throws SQLException {
        return row.getLong(name);
    }

    Optional<Long> numberIfAny(String name) throws SQLException {
        long value = row.getLong(name);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    boolean flag(String name) throws SQLException {
        return row.getBoolean(name);
    }

    Instant instant(String name) throws SQLException {
        return instantIfAny(name).orElseThrow();
    }

    Optional<Instant> instantIfAny(String name) throws SQLException {
        return Optional.ofNullable(row.getObject(name, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
