package io.tidemark.console;

import io.tidemark.config.Settings;
import io.tidemark.config.SettingsFile;
import io.tidemark.login.LoginTerms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code dashboard-config/console.yaml}.
 *
 * @param refresh after which the start page loads itself again; zero means never
 * @param cycles rows of the start page
 * @param login {@code loginLink}, {@code loginIdle} and {@code loginMost}: how long links and sessions last
 */
public record ConsoleSettings(Duration refresh, int cycles, LoginTerms login) {
    public static final ConsoleSettings DEFAULTS = new ConsoleSettings(
            Duration.ofSeconds(5),
            50,
            new LoginTerms(Duration.ofMinutes(30), Duration.ofHours(12), Duration.ofDays(7)));

    /**
     * Reads the file.
     *
     * @param directory where a {@code console.yaml} may stand that is used instead of the shipped one
     * @throws io.tidemark.workflow.InvalidDefinitionException with everything that is wrong in the file
     */
    public static ConsoleSettings read(Optional<Path> directory) {
        Settings file = SettingsFile.read("dashboard-config/console.yaml", directory);
        Duration minute = Duration.ofMinutes(1);
        ConsoleSettings settings = new ConsoleSettings(
                file.duration("refresh", DEFAULTS.refresh, Duration.ZERO, Duration.ofHours(1)),
                file.integer("cycles", DEFAULTS.cycles, 1, 500),
                new LoginTerms(
                        file.duration("loginLink", DEFAULTS.login.link(), minute, Duration.ofDays(7)),
                        file.duration("loginIdle", DEFAULTS.login.idle(), minute, Duration.ofDays(30)),
                        file.duration("loginMost", DEFAULTS.login.most(), minute, Duration.ofDays(90))));
        file.finish();
        return settings;
    }
}
