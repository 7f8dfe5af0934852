package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a person says about where a chain is read from. What is absent is found by whoever carries the decision out, by their
 * own definitions. Paths are absolute: the person's folder is not theirs.
 *
 * @param parameters override what is remembered of the script's last call; may hold secrets
 * @param dataSources where data sources are looked up
 * @param workflows folder of definitions; need not exist
 */
public record SourceHint(
        Optional<Path> script, Map<String, String> parameters, Optional<Path> dataSources, Optional<Path> workflows) {
    public static final SourceHint NONE =
            new SourceHint(Optional.empty(), Map.of(), Optional.empty(), Optional.empty());

    public SourceHint {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * Lets nobody have files of this machine read who could not read them.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code NOT_FROM_ELSEWHERE}
     */
    public void requireNothingOfThisMachine() {
        if (script.isPresent() || dataSources.isPresent() || workflows.isPresent()) {
            throw Failure.user(
                            "NOT_FROM_ELSEWHERE",
                            "Files that are named on the command line are looked for on the operator's machine, which only"
                                    + " its own commands may do. Nothing was done.",
                            "Leave out --script, --datasources and --workflows, or run the command there.")
                    .asException();
        }
    }

    /** Never a parameter's value. */
    @Override
    public String toString() {
        return "SourceHint" + parameters.keySet();
    }
}
