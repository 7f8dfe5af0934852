package io.tidemark.wiring;

import io.tidemark.operator.Retention;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Files that people edit beside what they submit.
 *
 * @param dataSources where the scripts of workflows look their data sources up; read anew for each attempt
 * @param dashboardConfig as in {@link io.tidemark.cli.RunningOperator.Settings}; absent for the shipped files
 */
record OperatorFiles(Path dataSources, Optional<Path> dashboardConfig, Retention retention) {}
