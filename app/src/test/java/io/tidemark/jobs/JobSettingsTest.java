package io.tidemark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobSettingsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void theShippedFileSaysWhatHoldsWithoutIt() {
        assertThat(JobSettings.read(Optional.empty())).isEqualTo(JobSettings.DEFAULTS);
        assertThat(JobSettings.read(Optional.of(directory))).isEqualTo(JobSettings.DEFAULTS);
    }

    @Test
    void everyKeyIsRead() throws IOException {
        write("""
                pollInterval: 7s
                workers: 3
                keepSucceededJobs: 2h
                keepDeletedJobs: 4d
                gracefulStop: 0s
                jobLogLines: 99
                """);

        assertThat(JobSettings.read(Optional.of(directory)))
                .isEqualTo(new JobSettings(
                        Duration.ofSeconds(7), 3, Duration.ofHours(2), Duration.ofDays(4), Duration.ZERO, 99));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() throws IOException {
        write("""
                pollInterval: 1s
                workers: many
                workerz: 3
                """);

        assertThatThrownBy(() -> JobSettings.read(Optional.of(directory)))
                .hasMessageContaining(
                        "jobrunr.yaml:1:1: error: 'pollInterval' must be a duration from 5s to 1m, not '1s'")
                .hasMessageContaining(
                        "jobrunr.yaml:2:1: error: 'workers' must be a whole number from 1 to 256, not 'many'")
                .hasMessageContaining("jobrunr.yaml:3:1: error: 'workerz' is not a setting; known are pollInterval, ");
    }

    private void write(String text) throws IOException {
        Files.writeString(directory.resolve("jobrunr.yaml"), text);
    }
}
