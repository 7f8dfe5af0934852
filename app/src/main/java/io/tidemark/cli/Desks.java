package io.tidemark.cli;

import io.tidemark.login.UserDesk;
import io.tidemark.operator.Desk;
import io.tidemark.operator.SourceDesk;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Function;

/** Desks of operators. */
public interface Desks {
    /**
     * What an operator does for people.
     *
     * @param console where its console is, or will be once it runs
     */
    record Open(Desk desk, UserDesk users, SourceDesk sources, URI console) {}

    /**
     * Works at the desks of the operator that holds a data directory or, if none runs, takes the directory meanwhile. Waits a few
     * seconds for another command to leave it.
     *
     * @param settings of the operator that would run there; one that does run has its own
     * @param command as a person would call it; shown to whoever comes second
     * @throws io.tidemark.attempt.FailureException code {@code DATA_DIRECTORY_IN_USE} when something else holds it, {@code
     *     OPERATOR_UNREACHABLE}, and whatever the work throws
     */
    <T> T with(DataPlace place, RunningOperator.Settings settings, String command, Function<Open, T> work);

    /**
     * The desks of an operator elsewhere, which is asked with each call.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code CERTIFICATE_FILE}
     */
    Open at(OperatorElsewhere operator);

    /**
     * Fetches a copy of the database of an operator elsewhere.
     *
     * @param file does not exist yet
     * @throws io.tidemark.attempt.FailureException USER {@code FILE_NOT_WRITTEN}, {@code CERTIFICATE_FILE}, {@code
     *     DATABASE_ON_SERVER}
     */
    void fetchBackup(OperatorElsewhere operator, Path file);
}
