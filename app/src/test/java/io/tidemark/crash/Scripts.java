package io.tidemark.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that a person would write. */
final class Scripts {
    private Scripts() {}

    static void dataSources(Path folder, Clouds.Ends ends) throws IOException {
        Files.writeString(folder.resolve("datasources.yaml"), """
                ots: {type: tablestore, endpoint: "%s", instance: sandbox, accessKeyId: sandbox-id, accessKeySecret: sandbox-secret}
                odps: {type: maxcompute, endpoint: "%s", project: sandbox, accessKeyId: sandbox-id, accessKeySecret: sandbox-secret}
                """.formatted(ends.tablestore(), ends.maxCompute()));
    }

    /** With parameters startTime, endTime and ds. */
    static Path script(Path file, String copy, Work.Mode mode) throws IOException {
        return Files.writeString(
                file, """
                {"type": "job", "version": "2.0", "steps": [
                  {"stepType": "otsstream", "name": "Reader", "category": "reader", "parameter": {
                    "mode": "single_version_and_update_only", "datasource": "ots", "table": "%s", "statusTable": "%s",
                    "startTimestampMillis": "${startTime}", "endTimestampMillis": "${endTime}", "maxRetries": 3,
                    "column": [{"name": "h"}, {"name": "k"}, {"name": "n"}, {"name": "s"}]}},
                  {"stepType": "odps", "name": "Writer", "category": "writer", "parameter": {
                    "datasource": "odps", "table": "%s", "partition": "ds=${ds}", "truncate": %s,
                    "column": ["h", "k", "n", "s"], "emptyAsNull": false}}],
                 "order": {"hops": [{"from": "Reader", "to": "Writer"}]},
                 "setting": {"errorLimit": {"record": "0"}, "speed": {"throttle": false, "concurrent": 2}}}
                """.formatted(Clouds.TABLE, Clouds.STATUS_TABLE, copy, mode == Work.Mode.OVERWRITE));
    }

    /** Two tasks over the same table, one that appends and one that overwrites a partition a minute. */
    static void workflow(Path workflows) throws IOException {
        Path folder = Files.createDirectories(workflows.resolve("killed"));
        script(folder.resolve("append.json"), Clouds.COPY, Work.Mode.APPEND);
        script(folder.resolve("overwrite.json"), Clouds.OTHER_COPY, Work.Mode.OVERWRITE);
        StringBuilder yaml = new StringBuilder("""
                workflow: killed
                timezone: Asia/Shanghai
                owner: tests
                schedule: "00 * * * * ?"
                tasks:
                """);
        for (Work.Mode mode : Work.Mode.values()) {
            String task = mode.name().toLowerCase(java.util.Locale.ROOT);
            yaml.append("""
                      %s:
                        script: %s.json
                        parameters:
                          startTime: "$[yyyymmddhh24miss-1/24/60]"
                          endTime: "$[yyyymmddhh24miss]"
                          ds: "%s"
                        dependsOn: [ { previousCycle: self } ]
                        rerun: always
                        retry: { times: 10, interval: 1s }
                    """.formatted(task, task, mode == Work.Mode.APPEND ? "all" : "$[yyyymmddhh24mi-1/24/60]")
                    .indent(2));
        }
        Files.writeString(folder.resolve("workflow.yaml"), yaml);
    }
}
