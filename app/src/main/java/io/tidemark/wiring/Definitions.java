package io.tidemark.wiring;

import io.tidemark.workflow.Workflow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the operator runs.
 *
 * @param folder where workflows are declared; those of a task that is renamed may differ from what runs
 * @param dataSources where scripts look their data sources up; absent: the nearest file at or above each script
 * @param dashboardConfig as in {@link io.tidemark.cli.RunningOperator.Settings}
 */
record Definitions(List<Workflow> workflows, Path folder, Optional<Path> dataSources, Optional<Path> dashboardConfig) {
    /** Of a command, which runs none of them. */
    static Definitions none(Path folder) {
        return new Definitions(List.of(), folder, Optional.empty(), Optional.empty());
    }
}
