package io.tidemark.wiring;

import io.tidemark.operator.Retention;
import io.tidemark.operator.Slots;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Files that people edit beside what they submit.
 *
 * @param dataSources where the scripts of workflows look their data sources up; read anew for each attempt
 * @param dashboardConfig as in {@link io.tidemark.cli.RunningOperator.Settings}; absent for the shipped files
 * @param slots as in {@link io.tidemark.cli.RunningOperator.Settings}
 */
record OperatorFiles(Path dataSources, Optional<Path> dashboardConfig, Retention retention, Slots slots) {}
