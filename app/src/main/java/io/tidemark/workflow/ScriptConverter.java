package io.tidemark.workflow;

/** Rewrites scripts of other forms. Thread-safe. */
@FunctionalInterface
public interface ScriptConverter {
    /**
     * Rewrites one.
     *
     * @param source name of the Tablestore data source to make of written-out keys
     * @param target the same for MaxCompute
     * @throws InvalidDefinitionException if the original has a mistake
     */
    ConvertedScript convert(ScriptText script, String source, String target);
}
