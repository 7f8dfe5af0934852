package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.schedule.ParameterValue;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.ErrorLimit;
import io.tidemark.sync.ExportMode;
import io.tidemark.sync.Partition;
import io.tidemark.sync.SourceColumn;
import io.tidemark.sync.Speed;
import io.tidemark.sync.SyncRequest;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncScriptTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @TempDir
    Path folder;

    @Test
    void theManualsScriptRunsOnceItsNamesAreFilledIn() throws IOException {
        SyncScript script = read(Manual.filledIn());

        assertThat(script.parameterNames()).containsExactly("startTime", "endTime", "ds");
        SyncRequest request = script.resolve(
                new ChainId("quakes/changes"),
                values("startTime", "20260101000000", "endTime", "20260101000500", "ds", "20260101"),
                SHANGHAI,
                dataSources());

        assertThat(request.chain()).hasToString("quakes/changes");
        assertThat(request.window().start()).isEqualTo(Instant.parse("2025-12-31T16:00:00Z"));
        assertThat(request.window().end()).isEqualTo(Instant.parse("2025-12-31T16:05:00Z"));
        assertThat(request.source().dataSource().instance()).isEqualTo("sandbox");
        assertThat(request.source().dataSource().safetyLag()).isEqualTo(Duration.ZERO);
        assertThat(request.source().table()).isEqualTo("earthquakes");
        assertThat(request.source().statusTable()).isEqualTo("TableStoreStreamReaderStatusTable");
        assertThat(request.source().maxRetries()).isEqualTo(30);
        assertThat(request.mode())
                .isEqualTo(new ExportMode.RowMode(
                        List.of(new SourceColumn.Named("h"), new SourceColumn.Named("n"), new SourceColumn.Named("s")),
                        false));
        assertThat(request.target().dataSource().project()).isEqualTo("sandbox");
        assertThat(request.target().table()).isEqualTo("earthquakes_changes");
        assertThat(request.target().partition()).isEqualTo(new Partition(Map.of("ds", "20260101")));
        assertThat(request.target().columns()).contains(List.of("h", "n", "s"));
        assertThat(request.target().truncate()).isFalse();
        assertThat(request.target().emptyAsNull()).isFalse();
        assertThat(request.target().compress()).isFalse();
        assertThat(request.speed()).isEqualTo(Speed.unlimited(2));
        assertThat(request.errorLimit()).isEqualTo(ErrorLimit.NONE);
    }

    @Test
    void emptyNamesOfTheManualAreNamedOneByOne() throws IOException {
        assertThat(mistakes(Manual.script()))
                .containsExactly(
                        "changes.json:11:31: error: `datasource` is empty; write the name of an entry of datasources.yaml",
                        "changes.json:24:26: error: `table` is empty; name the Tablestore table",
                        "changes.json:36:31: error: `datasource` is empty; write the name of an entry of datasources.yaml",
                        "changes.json:43:26: error: `table` is empty; name the MaxCompute table");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "1767196800000, 1767197100000",
        "20260101000000, 1767197100000",
        "20260101000000, 20260101000500",
    })
    void millisecondsAndLocalTimeAreBothTimes(String start, String end) throws IOException {
        SyncRequest request = resolve(start, end, SHANGHAI);

        assertThat(request.window().start()).isEqualTo(Instant.ofEpochMilli(1767196800000L));
        assertThat(request.window().end()).isEqualTo(Instant.ofEpochMilli(1767197100000L));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "20260308023000 | 20260308040000 | `20260308023000` does not exist in America/New_York, where the clock is put"
                        + " forward then; write the instant as 13 digits of milliseconds since 1970",
                "20261101013000 | 20261101040000 | `20261101013000` happens twice in America/New_York, where the clock is put"
                        + " back then; write 1793511000000 (-04:00) or 1793514600000 (-05:00)",
                "20260101000500 | 20260101000000 | the window starts at 20260101000500 (2026-01-01T05:05:00Z) and ends at"
                        + " 20260101000000 (2026-01-01T05:00:00Z); let it end after it starts",
                "20260101000000 | 20260101000000 | the window starts at 20260101000000 (2026-01-01T05:00:00Z) and ends at"
                        + " 20260101000000 (2026-01-01T05:00:00Z); let it end after it starts",
                "20260230000000 | 20260301000000 | `20260230000000` is not on the calendar; write an existing time as"
                        + " yyyymmddhh24miss",
                "yesterday | 20260301000000 | `yesterday` is no time; write 14 digits yyyymmddhh24miss, or 13 digits of"
                        + " milliseconds since 1970",
            })
    void aWindowThatIsNotClearIsRefused(String start, String end, String sentence) {
        InvalidDefinitionException thrown =
                catchThrowableOfType(InvalidDefinitionException.class, () -> resolve(start, end, NEW_YORK));

        assertThat(named(thrown.problems())).containsExactly("changes.json:23:41: error: " + sentence);
    }

    @Test
    void aValueThatBringsItsInstantIsRightInTheRepeatedHour() throws IOException {
        Instant second = Instant.parse("2026-11-01T06:30:00Z");
        Map<String, ParameterValue> values =
                values("startTime", "20261101013000", "endTime", "20261101030000", "ds", "1");
        values.put("startTime", new ParameterValue("20261101013000", Optional.of(second)));

        SyncRequest request = read(Manual.filledIn()).resolve(new ChainId("c"), values, NEW_YORK, dataSources());

        assertThat(request.window().start()).isEqualTo(second);
    }

    @Test
    void commentsTrailingCommasAndTextsForNumbersAreRead() throws IOException {
        String script = Manual.filledIn()
                .replace("\"truncate\": false", "\"truncate\": \"TRUE\" // comment\n /* another */")
                .replace("\"maxRetries\": 30", "\"maxRetries\": \"7\"")
                .replace("\"record\": \"0\"", "\"record\": 3,")
                .replace("\"concurrent\": 2", "\"concurrent\": \"4\",")
                .replace("\"table\": \"earthquakes\"", "\"dataTable\": \"earthquakes\"");

        SyncRequest request = read(script)
                .resolve(
                        new ChainId("c"),
                        values("startTime", "20260101000000", "endTime", "20260101000500", "ds", "1"),
                        SHANGHAI,
                        dataSources());

        assertThat(request.target().truncate()).isTrue();
        assertThat(request.source().table()).isEqualTo("earthquakes");
        assertThat(request.source().maxRetries()).isEqualTo(7);
        assertThat(request.errorLimit()).isEqualTo(new ErrorLimit.Records(3));
        assertThat(request.speed()).isEqualTo(Speed.unlimited(4));
    }

    @Test
    void asManyColumnsAreReadAsWritten() throws IOException {
        assertThat(mistakes(Manual.filledIn().replace("\"n\",", "")))
                .containsExactly(
                        "changes.json:37:17: error: the reader has 3 columns and the writer 2; write as many, in the"
                                + " same order");
    }

    @Test
    void whatWitnessesATableIsAnotherTable() throws IOException {
        assertThat(mistakes(Manual.filledIn().replace("TableStoreStreamReaderStatusTable", "earthquakes")))
                .singleElement()
                .asString()
                .endsWith(": error: `earthquakes` is both the table and its status table; name another `statusTable`");
    }

    @Test
    void aMissingParameterIsNamedWithItsPlace() throws IOException {
        SyncScript script = read(Manual.filledIn());

        InvalidDefinitionException thrown = catchThrowableOfType(
                InvalidDefinitionException.class,
                () -> script.resolve(new ChainId("c"), values("startTime", "20260101000000"), SHANGHAI, dataSources()));

        assertThat(named(thrown.problems()))
                .containsExactly(
                        "changes.json:25:39: error: the parameter `endTime` has no value; pass it with -p endTime=value, or"
                                + " write it under `parameters` of the task in workflow.yaml",
                        "changes.json:33:30: error: the parameter `ds` has no value; pass it with -p ds=value, or write it"
                                + " under `parameters` of the task in workflow.yaml");
    }

    @Test
    void aDayIsAWindowFromMidnightToMidnight() throws IOException {
        String script = Manual.filledIn()
                .replaceFirst("\"startTimestampMillis\": \"\\$\\{startTime}\",", "")
                .replaceFirst("\"endTimestampMillis\": \"\\$\\{endTime}\"", "\"date\": \"\\${day}\"");

        SyncRequest request = read(script)
                .resolve(new ChainId("c"), values("day", "20260308", "ds", "20260308"), NEW_YORK, dataSources());

        assertThat(request.window().start()).isEqualTo(Instant.parse("2026-03-08T05:00:00Z"));
        assertThat(request.window().end()).isEqualTo(Instant.parse("2026-03-09T04:00:00Z"));
    }

    @Test
    void writtenOutKeysWorkWithAWarningThatHidesThem() throws IOException {
        String script = Manual.filledIn()
                .replace(
                        "\"datasource\": \"quakes_ots\"",
                        "\"endpoint\": \"https://i.cn-hangzhou.ots.aliyuncs.com\", \"instanceName\": \"i\", \"accessId\":"
                                + " \"LTAI\", \"accessKey\": \"very-secret\"")
                .replace(
                        "\"datasource\": \"quakes_odps\"",
                        "\"odpsServer\": \"http://service.odps.aliyun.com/api\", \"project\": \"p\", \"accessId\": \"LTAI\","
                                + " \"accessKey\": \"very-secret\"");
        Problems problems = new Problems();

        SyncScript read = SyncScript.read(file(script), problems).orElseThrow();
        SyncRequest request = read.resolve(
                new ChainId("c"),
                values("startTime", "20260101000000", "endTime", "20260101000500", "ds", "20260101"),
                SHANGHAI,
                dataSources());

        assertThat(request.source().dataSource().safetyLag()).isEqualTo(Duration.ofMinutes(5));
        assertThat(request.source().dataSource().credentials().accessKeySecret().reveal())
                .isEqualTo("very-secret");
        assertThat(request.target().dataSource().project()).isEqualTo("p");
        assertThat(named(problems.list()))
                .containsExactly(
                        "changes.json:11:17: warning: `endpoint` is written out in the script; move address and keys to an"
                                + " entry of datasources.yaml and write its name as `datasource`",
                        "changes.json:36:17: warning: `odpsServer` is written out in the script; move address and keys to an"
                                + " entry of datasources.yaml and write its name as `datasource`")
                .noneMatch(line -> line.contains("secret"));
    }

    private SyncRequest resolve(String start, String end, ZoneId zone) throws IOException {
        return read(Manual.filledIn())
                .resolve(new ChainId("c"), values("startTime", start, "endTime", end, "ds", "1"), zone, dataSources());
    }

    private SyncScript read(String text) throws IOException {
        Problems problems = new Problems();
        Optional<SyncScript> script = SyncScript.read(file(text), problems);
        assertThat(problems.list()).isEmpty();
        return script.orElseThrow();
    }

    private List<String> mistakes(String text) throws IOException {
        Problems problems = new Problems();
        assertThat(SyncScript.read(file(text), problems)).isEmpty();
        return named(problems.list());
    }

    private List<String> named(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("changes.json"), text);
    }

    private DataSources dataSources() throws IOException {
        return DataSources.read(
                Files.writeString(folder.resolve("datasources.yaml"), Manual.dataSources()), name -> null);
    }

    private static Map<String, ParameterValue> values(String... namesAndValues) {
        Map<String, ParameterValue> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], ParameterValue.of(namesAndValues[i + 1]));
        }
        return values;
    }
}
