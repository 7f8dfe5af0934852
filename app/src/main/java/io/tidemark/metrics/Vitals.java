package io.tidemark.metrics;

import io.tidemark.operator.Rounds;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What keeps an operator going, beside its database.
 *
 * @param workers whether they take attempts
 * @param migrated whether the tables are those of this version; may throw
 * @param clockOffset the database's clock minus this machine's
 */
public record Vitals(
        Rounds rounds, BooleanSupplier workers, BooleanSupplier migrated, Supplier<Duration> clockOffset) {}
