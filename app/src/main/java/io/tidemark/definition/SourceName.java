package io.tidemark.definition;

import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.Place;

/** How a script names its end of the path: by the name of a data source, or by keys that are written out. */
sealed interface SourceName<T extends DataSource> {
    /** An entry of datasources.yaml. */
    record Named<T extends DataSource>(Place place, String name) implements SourceName<T> {}

    /** Written out in the script itself. */
    record WrittenOut<T extends DataSource>(T source) implements SourceName<T> {}
}
