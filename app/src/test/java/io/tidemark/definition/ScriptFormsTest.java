package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.schedule.ParameterValue;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.ErrorLimit;
import io.tidemark.sync.Speed;
import io.tidemark.sync.SyncRequest;
import io.tidemark.workflow.ConvertedScript;
import io.tidemark.workflow.Problems;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms beside the present one. */
class ScriptFormsTest {
    static final String DATAX = """
            {
              "job": {
                "setting": {
                  "speed": { "channel": 3 },
                  "errorLimit": { "record": 5 }
                },
                "content": [
                  {
                    "reader": {
                      "name": "otsstreamreader",
                      "parameter": {
                        "endpoint": "https://i.cn-hangzhou.ots.aliyuncs.com",
                        "accessId": "LTAI",
                        "accessKey": "very-secret",
                        "instanceName": "i",
                        "dataTable": "quakes",
                        "statusTable": "status",
                        "startTimestampMillis": 1767196800000,
                        "endTimestampMillis": 1767197100000,
                        "isExportSequenceInfo": false,
                        "mode": "single_version_and_update_only",
                        "column": [ { "name": "id" }, { "name": "mag" } ],
                        "maxRetries": 7,
                        "threadNum": 32
                      }
                    },
                    "writer": {
                      "name": "odpswriter",
                      "parameter": {
                        "project": "p",
                        "table": "changes",
                        "partition": "ds=${ds}",
                        "column": [ "id", "mag" ],
                        "accessId": "LTAI",
                        "accessKey": "very-secret",
                        "truncate": true,
                        "isCompress": false,
                        "odpsServer": "http://service.odps.aliyun.com/api",
                        "tunnelServer": "http://dt.odps.aliyun.com"
                      }
                    }
                  }
                ]
              }
            }
            """;

    static final String OLD = """
            {
              "type": "job",
              "version": "1.0",
              "configuration": {
                "reader": { "plugin": "otsstream", "parameter": {
                  "datasource": "quakes_ots",
                  "dataTable": "quakes",
                  "mode": "single_version_and_update_only",
                  "startTimeString": "${startTime}",
                  "endTimeString": "${endTime}",
                  "column": [ { "name": "id" } ] } },
                "writer": { "plugin": "odps", "parameter": {
                  "datasource": "quakes_odps",
                  "table": "changes",
                  "truncate": false,
                  "emptyAsNull": true,
                  "column": [ "id" ] } },
                "setting": { "speed": { "concurrent": 4 }, "errorLimit": { "record": "3" } }
              }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void aDataxJobRunsAsItStands() throws IOException {
        Problems problems = new Problems();

        SyncRequest request = SyncScript.read(file(DATAX), problems)
                .orElseThrow()
                .resolve(new ChainId("c"), Map.of("ds", ParameterValue.of("1")), ZoneId.of("Asia/Shanghai"), sources());

        assertThat(request.source().table()).isEqualTo("quakes");
        assertThat(request.source().maxRetries()).isEqualTo(7);
        assertThat(request.window().start()).isEqualTo(Instant.ofEpochMilli(1767196800000L));
        assertThat(request.target().truncate()).isTrue();
        assertThat(request.target().dataSource().tunnelEndpoint()).contains("http://dt.odps.aliyun.com");
        assertThat(request.speed()).isEqualTo(Speed.unlimited(3));
        assertThat(request.errorLimit()).isEqualTo(new ErrorLimit.Records(5));
        assertThat(lines(problems))
                .containsExactly(
                        "script.json:12:13: warning: `endpoint` is written out in the script; move address and keys to an entry"
                                + " of datasources.yaml and write its name as `datasource`",
                        "script.json:24:13: warning: `threadNum` has no effect; `concurrent` under `setting.speed` says how much"
                                + " runs at once",
                        "script.json:29:24: warning: `emptyAsNull` is missing and taken as false: empty text stays; write it out",
                        "script.json:37:13: warning: `isCompress` has no effect, as in DataX; `compress` says whether what is"
                                + " sent is compressed",
                        "script.json:38:13: warning: `odpsServer` is written out in the script; move address and keys to an"
                                + " entry of datasources.yaml and write its name as `datasource`");
    }

    @Test
    void theOlderFormRunsAsItStands() throws IOException {
        Problems problems = new Problems();

        SyncRequest request = SyncScript.read(file(OLD), problems)
                .orElseThrow()
                .resolve(
                        new ChainId("c"),
                        Map.of(
                                "startTime", ParameterValue.of("20260101000000"),
                                "endTime", ParameterValue.of("20260101000500")),
                        ZoneId.of("Asia/Shanghai"),
                        sources());

        assertThat(problems.list()).isEmpty();
        assertThat(request.window().start()).isEqualTo(Instant.parse("2025-12-31T16:00:00Z"));
        assertThat(request.target().emptyAsNull()).isTrue();
        assertThat(request.speed()).isEqualTo(Speed.unlimited(4));
        assertThat(request.errorLimit()).isEqualTo(new ErrorLimit.Records(3));
    }

    @Test
    void limitsOfADataxJobCount() throws IOException {
        String limited = DATAX.replace("\"channel\": 3", "\"channel\": 3, \"byte\": 1048576, \"record\": -1")
                .replace("\"record\": 5", "\"percentage\": 0.02");
        ConvertedScript conversion = new ScriptConversion("a", "b").of(file(limited));

        for (String text : List.of(limited, conversion.script())) {
            ScriptContent content = ScriptContent.read(
                            new ScriptForms(new Problems())
                                    .present(LocatedFile.json(file(text), text, new Problems())
                                            .orElseThrow())
                                    .orElseThrow(),
                            new Problems())
                    .orElseThrow();
            assertThat(content.speed()).isEqualTo(new Speed(3, OptionalDouble.empty(), OptionalDouble.of(1_048_576)));
            assertThat(content.errorLimit()).isEqualTo(new ErrorLimit.Share(new BigDecimal("0.02")));
        }
    }

    @Test
    void mistakesInADataxJobHaveTheirPlaces() throws IOException {
        assertThat(mistakes(DATAX.replace("otsstreamreader", "otsreader")))
                .containsExactly(
                        "script.json:10:19: error: `otsreader` is no reader that is known; write otsstreamreader");
        assertThat(mistakes(DATAX.replace("odpswriter", "mysqlwriter").replace("\"channel\": 3", "\"byte\": 3")))
                .containsExactly(
                        "script.json:28:19: error: `mysqlwriter` is no writer that is known; write odpswriter");
        assertThat(mistakes(DATAX.replace("\"channel\": 3", "\"channel\": 0")
                        .replace("\"truncate\": true", "\"truncate\": 1")))
                .contains("script.json:4:29: error: `concurrent` is `0`; write a whole number from 1 to 1000")
                .contains("script.json:36:25: error: `truncate` is a number; write true or false");
        assertThat(mistakes("{\"job\": {\"content\": []}}"))
                .containsExactly(
                        "script.json:1:9: warning: `errorLimit` is missing and taken as 0: one dirty record fails the task,"
                                + " where DataX would let all pass; write it out",
                        "script.json:1:10: error: `content` has 0 entries; write one, with a reader and a writer");
        assertThat(mistakes(OLD.replace("\"1.0\"", "\"2.0\"").replace("\"plugin\": \"odps\"", "\"plugn\": \"odps\"")))
                .containsExactly(
                        "script.json:3:14: error: `version` is `2.0`; a script with `configuration` has version \"1.0\"",
                        "script.json:12:17: error: `plugn` is not a key of `writer`; did you mean `plugin`?");
    }

    @Test
    void aConvertedJobMeansTheSameAndHoldsNoKey() throws IOException {
        ConvertedScript conversion = new ScriptConversion("quakes_ots", "quakes_odps").of(file(DATAX));

        assertThat(conversion.script())
                .doesNotContain("very-secret")
                .doesNotContain("LTAI")
                .doesNotContain("threadNum");
        assertThat(conversion.dataSources()).isEqualTo("""
                quakes_ots:
                  type: tablestore
                  endpoint: "https://i.cn-hangzhou.ots.aliyuncs.com"
                  instance: "i"
                  accessKeyId: ${env:QUAKES_OTS_ACCESS_KEY_ID}
                  accessKeySecret: ${env:QUAKES_OTS_ACCESS_KEY_SECRET}
                quakes_odps:
                  type: maxcompute
                  endpoint: "http://service.odps.aliyun.com/api"
                  tunnelEndpoint: "http://dt.odps.aliyun.com"
                  project: "p"
                  accessKeyId: ${env:QUAKES_ODPS_ACCESS_KEY_ID}
                  accessKeySecret: ${env:QUAKES_ODPS_ACCESS_KEY_SECRET}""");
        Path yaml = Files.writeString(folder.resolve("datasources.yaml"), conversion.dataSources() + "\n");
        Map<String, String> environment = Map.of(
                "QUAKES_OTS_ACCESS_KEY_ID",
                "LTAI",
                "QUAKES_OTS_ACCESS_KEY_SECRET",
                "very-secret",
                "QUAKES_ODPS_ACCESS_KEY_ID",
                "LTAI",
                "QUAKES_ODPS_ACCESS_KEY_SECRET",
                "very-secret");
        Map<String, ParameterValue> values = Map.of("ds", ParameterValue.of("1"));
        SyncRequest before = SyncScript.read(file(DATAX), new Problems())
                .orElseThrow()
                .resolve(new ChainId("c"), values, ZoneId.of("Asia/Shanghai"), sources());
        Problems problems = new Problems();
        SyncRequest after = SyncScript.read(file(conversion.script()), problems)
                .orElseThrow()
                .resolve(
                        new ChainId("c"), values, ZoneId.of("Asia/Shanghai"), DataSources.read(yaml, environment::get));
        assertThat(problems.list()).isEmpty();
        assertThat(after.window()).isEqualTo(before.window());
        assertThat(after.mode()).isEqualTo(before.mode());
        assertThat(after.target().qualifiedTable()).isEqualTo(before.target().qualifiedTable());
        assertThat(after.target().partition()).isEqualTo(before.target().partition());
        assertThat(after.source().table()).isEqualTo(before.source().table());
        assertThat(after.source().maxRetries()).isEqualTo(before.source().maxRetries());
        assertThat(after.speed()).isEqualTo(before.speed());
        assertThat(after.errorLimit()).isEqualTo(before.errorLimit());
        ConvertedScript again = new ScriptConversion("x", "y").of(file(conversion.script()));
        assertThat(again).isEqualTo(new ConvertedScript(conversion.script(), "", List.of()));
    }

    private List<String> mistakes(String text) throws IOException {
        Problems problems = new Problems();
        assertThat(SyncScript.read(file(text), problems)).isEqualTo(Optional.empty());
        return lines(problems);
    }

    private List<String> lines(Problems problems) {
        return problems.list().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("script.json"), text);
    }

    private DataSources sources() throws IOException {
        return DataSources.read(Files.writeString(folder.resolve("sources.yaml"), Manual.dataSources()), name -> null);
    }
}
