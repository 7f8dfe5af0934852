package io.tidemark.operator;

import io.tidemark.workflow.DataSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads data sources as they were written. Thread-safe. */
public interface DataSourceReading {
    /**
     * Reads one that is to be kept.
     *
     * @throws io.tidemark.workflow.InvalidDefinitionException with everything that is wrong with it
     */
    DataSource read(String name, Map<String, String> keys);

    /** Those of the operator's file that can be used, read now; none if it is not there. */
    List<DataSource> ofTheFile();

    /** The tasks in force whose scripts name a data source. */
    Set<String> users(String name);
}
