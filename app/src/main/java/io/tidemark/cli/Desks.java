package io.tidemark.cli;

import io.tidemark.operator.Desk;
import java.util.function.Function;

/** Desks on data directories. */
public interface Desks {
    /**
     * Works at the desk of the operator that holds a data directory or, if none runs, takes the directory meanwhile. Waits a few
     * seconds for another command to leave it.
     *
     * @param settings of the operator that would run there; one that does run has its own
     * @param command as a person would call it; shown to whoever comes second
     * @throws io.tidemark.attempt.FailureException code {@code DATA_DIRECTORY_IN_USE} when something else holds it, {@code
     *     OPERATOR_UNREACHABLE}, and whatever the work throws
     */
    <T> T with(DataPlace place, RunningOperator.Settings settings, String command, Function<Desk, T> work);
}
