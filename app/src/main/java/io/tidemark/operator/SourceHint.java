package io.tidemark.operator;

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

    /** Never a parameter's value. */
    @Override
    public String toString() {
        return "SourceHint" + parameters.keySet();
    }
}
