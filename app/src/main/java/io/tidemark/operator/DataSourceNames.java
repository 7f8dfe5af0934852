package io.tidemark.operator;

import io.tidemark.workflow.Workflow;
import java.util.List;

/** Knows the data sources that scripts may name. Thread-safe. */
public interface DataSourceNames {
    /** A sentence for each name in the scripts of a workflow that stands for no data source now. */
    List<String> missing(Workflow workflow);
}
