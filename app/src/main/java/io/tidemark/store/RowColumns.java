package io.tidemark.store;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Binds many rows column by column, as arrays that the statement takes apart with {@code UNNEST}. PostgreSQL reads a statement
 * with a parameter for each value of each row three times as long, and H2 runs one statement for each row.
 *
 * @param <R> a row
 * @param <S> the kind of the statement
 */
record RowColumns<R, S extends SqlStatement<S>>(List<R> rows, S statement) {
    /** How many rows go well in one statement; more of them make it no faster, only larger. */
    static final int AT_ONCE = 1000;

    RowColumns<R, S> texts(String name, Function<R, String> value) {
        return bind(name, String.class, value);
    }

    RowColumns<R, S> numbers(String name, Function<R, Integer> value) {
        return bind(name, Integer.class, value);
    }

    RowColumns<R, S> flags(String name, Function<R, Boolean> value) {
        return bind(name, Boolean.class, value);
    }

    RowColumns<R, S> times(String name, Function<R, Instant> value) {
        return bind(name, Instant.class, value);
    }

    private <T> RowColumns<R, S> bind(String name, Class<T> type, Function<R, T> value) {
        statement.bindArray(name, type, rows.stream().map(value).toList());
        return this;
    }
}
