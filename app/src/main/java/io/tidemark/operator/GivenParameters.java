package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.workflow.KnownSecrets;
import java.util.Map;

/** Parameters that a person gives for some instances, in place of those that are declared. */
final class GivenParameters {
    private GivenParameters() {}

    /**
     * Instances are kept and shown with the values of their parameters, so none of them may be a key of an account.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code PARAMETER_IS_SECRET}
     */
    static void requireNoSecret(Map<String, String> parameters) {
        parameters.forEach((name, value) -> {
            if (KnownSecrets.firstIn(value).isPresent()) {
                throw Failure.user(
                                "PARAMETER_IS_SECRET",
                                "The value of the parameter " + name
                                        + " holds a key of an account, and instances are kept and"
                                        + " shown. Nothing was done.",
                                "Let the script name a data source; it has the keys.")
                        .asException();
            }
        });
    }
}
