package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.config.Settings;
import io.tidemark.config.SettingsFile;
import io.tidemark.console.Listening;
import io.tidemark.operator.Retention;
import io.tidemark.operator.Slots;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What {@code tidemark.yaml} says; each key may be absent, and so may the file.
 *
 * @param listening {@code port} and {@code listen}: where the console is; port 8080 of this machine by default
 * @param workflows {@code workflows.folder}: default {@code workflows/} beside the launcher
 * @param autoSubmit {@code workflows.autoSubmit}: whether that folder is submitted at each start; default no
 * @param dataSources {@code dataSources}: default the nearest {@code datasources.yaml} at or above the folder of workflows
 * @param loopbackSources {@code loopbackSources}: whether data sources that people add may be on this machine; default no
 * @param dashboardConfig {@code dashboardConfig}: default {@code dashboard-config/} beside the launcher
 * @param retention {@code retention.instances} and {@code retention.logs}: how long they are kept; default 30d
 * @param slots {@code slots.all}, {@code slots.dataSources.NAME} and {@code slots.resourceGroups.NAME}: how much runs at once; default 8
 *     of all
 * @param logFormat {@code log.format}: {@code text} or {@code json}; default text
 * @param database {@code database}: default the embedded one
 */
record ServeSettings(
        Listening listening,
        Path workflows,
        boolean autoSubmit,
        Path dataSources,
        boolean loopbackSources,
        Path dashboardConfig,
        Retention retention,
        Slots slots,
        LogFormat logFormat,
        DatabaseSettings database) {
    private static final int PORT = 8080;

    /**
     * Reads a file; its paths are relative to it.
     *
     * @param named on the command line; it has to be there then
     * @param nearest data sources at or above a folder
     * @throws io.tidemark.workflow.InvalidDefinitionException with everything that is wrong in it
     * @throws io.tidemark.attempt.FailureException USER {@code CONFIG_MISSING}
     */
    static ServeSettings read(@Nullable Path named, Path home, UnaryOperator<Path> nearest) {
        Path file = named == null ? home.resolve("tidemark.yaml") : named;
        if (!Files.exists(file)) {
            if (named != null) {
                throw Failure.user(
                                "CONFIG_MISSING",
                                "There is no file " + named + ".",
                                "Correct --config, or leave it out to run with the defaults.")
                        .asException();
            }
            Path workflows = home.resolve("workflows");
            return new ServeSettings(
                    Listening.loopback(PORT),
                    workflows,
                    false,
                    nearest.apply(workflows),
                    false,
                    home.resolve("dashboard-config"),
                    Retention.DEFAULT,
                    Slots.DEFAULT,
                    LogFormat.TEXT,
                    DatabaseSettings.EMBEDDED);
        }
        Settings settings = SettingsFile.read(file);
        Path folder = Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                .orElseThrow();
        Path workflows = settings.folder("workflows.folder", folder, home.resolve("workflows"));
        ServeSettings read = new ServeSettings(
                ListenSettings.in(settings, PORT, folder),
                workflows,
                settings.truth("workflows.autoSubmit", false),
                settings.file("dataSources", folder, nearest.apply(workflows)),
                settings.truth("loopbackSources", false),
                settings.folder("dashboardConfig", folder, home.resolve("dashboard-config")),
                retention(settings),
                slots(settings),
                settings.choice("log.format", LogFormat.TEXT),
                DatabaseSettings.in(settings));
        settings.finish();
        return read;
    }

    /** @param other than the configured port; null if none was given */
    RunningOperator.Settings operator(@Nullable Integer other) {
        return new RunningOperator.Settings(
                other == null ? listening : listening.onPort(other),
                autoSubmit ? Optional.of(workflows) : Optional.empty(),
                dataSources,
                loopbackSources,
                dashboardConfig,
                retention,
                slots);
    }

    private static Slots slots(Settings settings) {
        return new Slots(
                settings.integer("slots.all", Slots.DEFAULT.all(), 1, Slots.MOST),
                settings.integers("slots.dataSources", 1, Slots.MOST),
                settings.integers("slots.resourceGroups", 1, Slots.MOST));
    }

    private static Retention retention(Settings settings) {
        return new Retention(
                kept(settings, "retention.instances", Retention.DEFAULT.instances()),
                kept(settings, "retention.logs", Retention.DEFAULT.logs()));
    }

    private static Duration kept(Settings settings, String key, Duration fallback) {
        return settings.duration(key, fallback, Retention.SHORTEST, Retention.LONGEST);
    }
}
