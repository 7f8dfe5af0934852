package io.tidemark.wiring;

import io.tidemark.cli.RunningOperator;
import io.tidemark.operator.Retention;
import io.tidemark.operator.Slots;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the parts of an operator need of its settings.
 *
 * @param dataSources where the scripts of workflows look their data sources up; read anew for each attempt
 * @param loopbackSources as in {@link io.tidemark.cli.RunningOperator.Settings}
 * @param dashboardConfig as in {@link io.tidemark.cli.RunningOperator.Settings}; absent for the shipped files
 * @param slots as in {@link io.tidemark.cli.RunningOperator.Settings}
 */
record OperatorSettings(
        Path dataSources, boolean loopbackSources, Optional<Path> dashboardConfig, Retention retention, Slots slots) {
    static OperatorSettings of(RunningOperator.Settings settings) {
        return new OperatorSettings(
                settings.dataSources(),
                settings.loopbackSources(),
                Optional.of(settings.dashboardConfig()),
                settings.retention(),
                settings.slots());
    }
}
