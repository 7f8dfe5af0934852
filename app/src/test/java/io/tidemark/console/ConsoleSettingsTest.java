package io.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.login.LoginTerms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConsoleSettingsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void theShippedFileSaysWhatHoldsWithoutIt() {
        assertThat(ConsoleSettings.read(Optional.empty())).isEqualTo(ConsoleSettings.DEFAULTS);
    }

    @Test
    void everyKeyIsRead() throws IOException {
        Files.writeString(directory.resolve("console.yaml"), """
                refresh: 0s
                cycles: 7
                loginLink: 5m
                loginIdle: 1h
                loginMost: 1d
                """);

        assertThat(ConsoleSettings.read(Optional.of(directory)))
                .isEqualTo(new ConsoleSettings(
                        Duration.ZERO,
                        7,
                        new LoginTerms(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofDays(1))));
    }

    @Test
    void aKeyThatNobodyKnowsIsAnError() throws IOException {
        Files.writeString(directory.resolve("console.yaml"), "password: admin\n");

        assertThatThrownBy(() -> ConsoleSettings.read(Optional.of(directory)))
                .hasMessageContaining("'password' is not a setting");
    }
}
