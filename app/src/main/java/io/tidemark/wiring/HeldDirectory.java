package io.tidemark.wiring;

import io.tidemark.attempt.FailureException;
import io.tidemark.control.OperatorCall;
import io.tidemark.store.OperatorAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * A data directory that could not be opened.
 *
 * @param refused says who has it, if that is the reason
 */
record HeldDirectory(Path data, FailureException refused) {
    /**
     * Asks the operator that has it.
     *
     * @throws FailureException why it could not be opened, if no operator has it
     */
    <T> T ask(Function<OperatorCall, T> question) {
        Optional<OperatorAddress> address = refused.failure().code().equals("DATA_DIRECTORY_IN_USE")
                ? OperatorAddress.read(data)
                : Optional.empty();
        try {
            return question.apply(OperatorCall.here(address.orElseThrow(() -> refused), LocalUser.NAME));
        } catch (FailureException e) {
            // An operator that was killed has left its address behind, and now something else holds the directory.
            throw e.failure().code().equals("OPERATOR_UNREACHABLE") ? refused : e;
        }
    }
}
