package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.ParameterValue;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParameterTextsTest {
    private static final Cycle CYCLE =
            new Cycle(LocalDateTime.parse("2026-11-22T10:05").atZone(ZoneId.of("Asia/Shanghai")));

    @TempDir
    Path folder;

    private SyncScript script;

    @BeforeEach
    void read() throws IOException {
        Path file = Files.writeString(
                folder.resolve("changes.json"), Manual.filledIn().replace("ds=${ds}", "ds=${bdp.system.bizdate}"));
        script = SyncScript.read(file, new Problems()).orElseThrow();
    }

    @Test
    void plainTextIsTakenAsItIsAndExpressionsNeedACycle() {
        Map<String, ParameterValue> values = ParameterTexts.given(
                Map.of("startTime", "a b=c", "endTime", "$[yyyymmddhh24miss]"), Optional.of(CYCLE), script);

        assertThat(values)
                .containsEntry("startTime", ParameterValue.of("a b=c"))
                .containsEntry(
                        "endTime",
                        new ParameterValue(
                                "20261122100500", Optional.of(CYCLE.time().toInstant())))
                .containsEntry("bdp.system.bizdate", ParameterValue.of("20261121"));
    }

    @Test
    void everyMistakeIsNamed() {
        InvalidDefinitionException thrown = catchThrowableOfType(
                InvalidDefinitionException.class,
                () -> ParameterTexts.given(
                        new java.util.TreeMap<>(Map.of("endTime", "$cyctime", "startTim", "1", "startTime", "$[yyyy")),
                        Optional.empty(),
                        script));

        assertThat(thrown.getMessage().replace(folder + "/", "")).isEqualTo("""
                        changes.json:33:30: error: the parameter `bdp.system.bizdate` is `${bdp.system.bizdate}`, which depends on \
                        the scheduled time; give that with --cyctime
                        -p endTime: error: the parameter `endTime` is `$cyctime`, which depends on the scheduled time; give that \
                        with --cyctime
                        -p startTim: error: the script has no parameter `startTim`; did you mean `startTime`?
                        -p startTime: error: in `$[yyyy`, at character 1: `$[` is not closed; end it with `]`""");
    }
}
