package io.tidemark.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sync script that Tidemark runs, with its data sources beside it. */
final class Script {
    private Script() {}

    /** Writes both; its parameters are {@code startTime}, {@code endTime} and {@code run}. */
    static Path write(Path folder, Services services, int concurrent) throws IOException {
        Files.writeString(
                folder.resolve("datasources.yaml"),
                """
                source: {type: tablestore, endpoint: "%s", instance: %s, accessKeyId: %s, accessKeySecret: %s}
                target: {type: maxcompute, endpoint: "%s", project: %s, accessKeyId: %s, accessKeySecret: %s}
                """.formatted(
                                services.tablestore(),
                                Services.INSTANCE,
                                Services.ACCESS_ID,
                                Services.ACCESS_SECRET,
                                services.maxCompute(),
                                Services.PROJECT,
                                Services.ACCESS_ID,
                                Services.ACCESS_SECRET),
                UTF_8);
        return Files.writeString(
                folder.resolve("orders.json"),
                """
                {
                  "type": "job",
                  "version": "2.0",
                  "steps": [
                    {
                      "stepType": "otsstream", "name": "Reader", "category": "reader",
                      "parameter": {
                        "datasource": "source", "table": "%s", "statusTable": "status",
                        "mode": "single_version_and_update_only", "isExportSequenceInfo": false, "maxRetries": 30,
                        "startTimestampMillis": "${startTime}", "endTimestampMillis": "${endTime}",
                        "column": [%s]
                      }
                    },
                    {
                      "stepType": "odps", "name": "Writer", "category": "writer",
                      "parameter": {
                        "datasource": "target", "table": "%s", "partition": "run=${run}",
                        "truncate": false, "compress": false, "emptyAsNull": false,
                        "column": [%s]
                      }
                    }
                  ],
                  "order": { "hops": [ { "from": "Reader", "to": "Writer" } ] },
                  "setting": { "errorLimit": { "record": "0" }, "speed": { "throttle": false, "concurrent": %d } }
                }
                """.formatted(
                                SourceTable.NAME,
                                TargetTable.COLUMNS.stream()
                                        .map(name -> "{\"name\": \"" + name + "\"}")
                                        .collect(joining(", ")),
                                TargetTable.NAME,
                                TargetTable.COLUMNS.stream()
                                        .map(name -> "\"" + name + "\"")
                                        .collect(joining(", ")),
                                concurrent),
                UTF_8);
    }
}
