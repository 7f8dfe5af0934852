package io.tidemark.operator;

import io.tidemark.doctor.Examination;
import io.tidemark.probe.Finding;
import io.tidemark.probe.FirstRows;
import io.tidemark.probe.Tables;
import java.util.List;
import java.util.Map;

/** Data sources of an operator, in somebody's name. Every method throws {@link io.tidemark.attempt.FailureException}. */
public interface SourceDesk {
    /** All, by name. */
    List<SourceView> sources();

    /**
     * Keeps one. Its secrets are never shown again.
     *
     * @param keys as a datasources.yaml would have them, values written out
     * @param replace whether one of that name is to give way
     * @throws io.tidemark.workflow.InvalidDefinitionException with everything that is wrong with it
     * @throws io.tidemark.attempt.FailureException USER {@code SOURCE_EXISTS}, {@code SOURCE_UNKNOWN}, {@code ENDPOINT_REFUSED}
     */
    void put(String name, Map<String, String> keys, boolean replace);

    /**
     * Takes one away that was added.
     *
     * @param force also if tasks that are in force name it
     * @throws io.tidemark.attempt.FailureException USER {@code SOURCE_UNKNOWN}, {@code SOURCE_IN_USE}
     */
    void remove(String name, boolean force);

    /**
     * Tries one step by step. Changes nothing.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code SOURCE_UNKNOWN}, {@code ENDPOINT_REFUSED}
     */
    List<Finding> test(String name, Tables tables);

    /**
     * Reads the first rows of a table.
     *
     * @param partition values of partition columns, not necessarily of all; empty for any partition, or a table without
     * @param limit at least 1
     * @throws io.tidemark.attempt.FailureException USER {@code SOURCE_UNKNOWN}, {@code ENDPOINT_REFUSED}
     */
    FirstRows firstRows(String name, String table, Map<String, String> partition, int limit);

    /**
     * Tries what exactly once takes for granted on scratch tables of two of them, which are removed at the end.
     *
     * @param source a Tablestore data source
     * @param target a MaxCompute data source
     * @throws io.tidemark.attempt.FailureException USER {@code SOURCE_UNKNOWN}, {@code SOURCE_OF_ANOTHER_TYPE}, {@code
     *     ENDPOINT_REFUSED}
     */
    Examination.Report examine(String source, String target);

    /**
     * Seals the secrets of those that were added with a new key.
     *
     * @return how many there are
     */
    int rotateKey();
}
