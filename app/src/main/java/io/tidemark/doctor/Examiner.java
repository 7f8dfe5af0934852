package io.tidemark.doctor;

import io.tidemark.attempt.Cancellation;
import io.tidemark.attempt.Sleeper;
import io.tidemark.workflow.DataSource;
import java.time.InstantSource;
import java.util.function.BiFunction;

/**
 * Examines whatever two accounts it is given.
 *
 * @param tables chooses names that no table has; no call is made yet
 */
public record Examiner(
        BiFunction<DataSource.Tablestore, DataSource.MaxCompute, Scratch> tables,
        InstantSource clock,
        Sleeper sleeper) {
    /** Takes from seconds up to some minutes; not to be interrupted. */
    public Examination.Report examine(DataSource.Tablestore source, DataSource.MaxCompute target) {
        try (Scratch scratch = tables.apply(source, target)) {
            return new Examination(scratch.source(), scratch.target(), clock, sleeper, new Cancellation())
                    .run(finding -> {});
        }
    }
}
