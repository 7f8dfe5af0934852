package io.tidemark.probe;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.workflow.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Says which table was perhaps meant. */
public final class MissingTable {
    private MissingTable() {}

    /**
     * The failure with that advice, if it says that a table is missing and the names of others can be had; else the failure.
     *
     * @param names of the tables that there are
     */
    public static FailureException advised(FailureException failed, String table, Supplier<List<String>> names) {
        Failure failure = failed.failure();
        if (!failure.code().equals("TABLE_NOT_FOUND")) {
            return failed;
        }
        Optional<String> nearest;
        try {
            nearest = NearestName.of(table, names.get());
        } catch (FailureException notAllowedToAsk) {
            nearest = Optional.empty();
        }
        String advice = nearest.map(name -> "Did you mean `" + name + "`?").orElse("Check its name.");
        return new Failure(failure.kind(), failure.code(), failure.message(), advice).asException(failed);
    }
}
