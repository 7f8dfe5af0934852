package io.tidemark.wiring;

import io.tidemark.workflow.Workflow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the operator runs.
 *
 * @param dataSources where scripts look their data sources up; absent: the nearest file at or above each script
 * @param dashboardConfig as in {@link io.tidemark.cli.RunningOperator.Settings}
 */
record Definitions(List<Workflow> workflows, Optional<Path> dataSources, Optional<Path> dashboardConfig) {
    /** Of a bare run. */
    static final Definitions NONE = new Definitions(List.of(), Optional.empty(), Optional.empty());
}
