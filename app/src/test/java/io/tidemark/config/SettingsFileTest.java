package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.workflow.InvalidDefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void anEmptyFileLeavesEveryDefault() throws IOException {
        Settings settings = read("# nothing is set\n");

        assertThat(settings.integer("workers", 8, 1, 10)).isEqualTo(8);
        settings.finish();
    }

    @Test
    void numbersUnderNamesThatAPersonChose() throws IOException {
        Settings settings = read("slots:\n  of:\n    a: 2\n    b.c: 1\n    none: 0\n  off: 3\n");

        assertThat(settings.integers("slots.of", 1, 9)).containsEntry("a", 2).containsEntry("b.c", 1);
        assertThatThrownBy(settings::finish)
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("'slots.of.none' must be a whole number from 1 to 9, not '0'")
                .hasMessageContaining("'slots.off' is not a setting; known are")
                .hasMessageContaining("slots.of.NAME");
    }

    @ParameterizedTest
    @CsvSource({"0s,0", "90s,90", "2m,120", "36h,129600", "7d,604800"})
    void durationsAreANumberAndAUnit(String text, long seconds) throws IOException {
        Settings settings = read("wait: " + text + "\n");

        assertThat(settings.duration("wait", Duration.ofSeconds(1), Duration.ZERO, Duration.ofDays(7)))
                .isEqualTo(Duration.ofSeconds(seconds));
        settings.finish();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5 s", "PT5S", "-5s", "8d", "s", "99999999999s"})
    void anythingElseIsNoDuration(String text) throws IOException {
        Settings settings = read("wait: " + text + "\n");
        settings.duration("wait", Duration.ofSeconds(1), Duration.ZERO, Duration.ofDays(7));

        assertThatThrownBy(settings::finish)
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("'wait' must be a duration from 0s to 7d, not '" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "'[1, 2]', lines of the form key: value are expected",
        "'a: [1]', must have a single value",
        "'a: {b: [1]}', must have a single value",
    })
    void whatIsNotFlatIsRefusedWithItsPlace(String text, String sentence) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("demo.yaml:1:")
                .hasMessageContaining(sentence);
    }

    @Test
    void keysMayStandInGroups() throws IOException {
        Settings settings = read("flows:\n  auto: true\n  at: here\nwait: 5s\n");
        Files.createFile(directory.resolve("here"));

        assertThat(settings.truth("flows.auto", false)).isTrue();
        assertThat(settings.file("flows.at", directory, Path.of("/no"))).isEqualTo(directory.resolve("here"));
        assertThat(settings.file("flows.other", directory, Path.of("/no"))).isEqualTo(Path.of("/no"));
        assertThat(settings.truth("wait", true)).isFalse();
        assertThatThrownBy(settings::finish).hasMessageContaining("'wait' must be true or false, not '5s'");
    }

    @Test
    void aKeyThatIsWrittenTwiceIsRefusedAtTheSecond() {
        assertThatThrownBy(() -> read("a: 1\na: 2\n"))
                .hasMessageContaining("demo.yaml:2:1: error: 'a' is written twice");
    }

    @Test
    void whatIsNotYamlIsRefusedInOneLine() {
        assertThatThrownBy(() -> read("a: 'b\n"))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageStartingWith(directory.toString())
                .hasMessageNotContaining("\n");
    }

    private Settings read(String text) throws IOException {
        Files.writeString(directory.resolve("demo.yaml"), text);
        return SettingsFile.read("dashboard-config/demo.yaml", Optional.of(directory));
    }
}
