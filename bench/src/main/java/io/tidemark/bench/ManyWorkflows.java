package io.tidemark.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A folder as a large team has it: workflows of ten tasks, each with a script of its own, of different schedules, zones,
 * parameters and forms of scripts. The same count gives the same folder.
 */
final class ManyWorkflows {
    static final int TASKS = 10;

    /** One workflow of so many has a doubtful key in one of its scripts, which shows whether they were looked at. */
    private static final int DOUBT_IN = 50;

    private static final List<String> NOUNS = List.of(
            "order",
            "customer",
            "price",
            "status",
            "created",
            "updated",
            "amount",
            "currency",
            "city",
            "country",
            "device",
            "channel",
            "campaign",
            "score",
            "note",
            "source",
            "weight",
            "height",
            "depth",
            "kind");

    /** A schedule and the minutes between two cycles. */
    private record Timing(String yaml, int minutes) {
        static Timing of(Random random) {
            int minute = random.nextInt(60);
            return switch (random.nextInt(6)) {
                case 0 -> new Timing("schedule: \"00 */5 * * * ?\"", 5);
                case 1 -> new Timing("schedule: \"00 %d/10 * * * ?\"".formatted(minute % 10), 10);
                case 2 -> new Timing("every: 15m", 15);
                case 3 -> new Timing("schedule: \"00 %02d * * * ?\"".formatted(minute), 60);
                case 4 -> new Timing("every: 6h", 360);
                default ->
                    new Timing("schedule: \"00 %02d %02d * * ?\"".formatted(minute, 4 + random.nextInt(20)), 1440);
            };
        }
    }

    private final Path folder;

    private ManyWorkflows(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes them.
     *
     * @return how many doubtful keys there are
     */
    static int write(Path folder, int workflows) throws IOException {
        ManyWorkflows many = new ManyWorkflows(folder);
        many.dataSources();
        for (int number = 0; number < workflows; number++) {
            many.workflow(number);
        }
        return (workflows + DOUBT_IN - 1) / DOUBT_IN;
    }

    private void dataSources() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("key.txt"), "secret\n", UTF_8);
        String account = "accessKeyId: \"${file:key.txt}\", accessKeySecret: \"${file:key.txt}\"";
        Files.writeString(
                folder.resolve("datasources.yaml"),
                IntStream.range(0, 5)
                        .mapToObj(i -> """
                                ots_%d: { type: tablestore, endpoint: https://i%d.cn-hangzhou.ots.aliyuncs.com, instance: i%d, %s }
                                odps_%d: { type: maxcompute, endpoint: https://service.cn-hangzhou.maxcompute.aliyun.com/api, project: p%d, %s }
                                """.formatted(i, i, i, account, i, i, account))
                        .collect(joining()),
                UTF_8);
    }

    private void workflow(int number) throws IOException {
        Random random = new Random(number);
        Path own = Files.createDirectories(folder.resolve("team-" + number % 25).resolve("flow-" + number));
        // A clock that is put back lets two cycles write one partition, so there they append.
        boolean steady = random.nextInt(4) > 0;
        Timing timing = Timing.of(random);
        StringBuilder yaml = new StringBuilder();
        yaml.append("# Written by hand, reviewed in git.\nworkflow: flow-")
                .append(number)
                .append('\n');
        yaml.append("timezone: ")
                .append(steady ? "Asia/Shanghai" : "Europe/Berlin")
                .append('\n');
        yaml.append("owner: team-").append(number % 25).append('\n');
        yaml.append(timing.yaml()).append('\n');
        yaml.append("retry: { times: ").append(random.nextInt(4)).append(", interval: 2m, backoff: exponential }\n");
        yaml.append("tasks:\n");
        for (int task = 0; task < TASKS; task++) {
            task(yaml, number, task, timing, steady, random);
            boolean doubtful = number % DOUBT_IN == 0 && task == 7;
            Files.writeString(
                    own.resolve("sync-" + task + ".json"), script(number, task, steady, doubtful, random), UTF_8);
        }
        Files.writeString(own.resolve("workflow.yaml"), yaml, UTF_8);
    }

    private static void task(StringBuilder yaml, int number, int task, Timing timing, boolean steady, Random random) {
        int lag = random.nextInt(3) * 5;
        String from = "-" + (timing.minutes() + lag) + "/24/60";
        String to = lag == 0 ? "" : "-" + lag + "/24/60";
        yaml.append("  sync-").append(task).append(":\n");
        yaml.append("    script: sync-").append(task).append(".json\n");
        if (task % 3 == 0) {
            yaml.append(
                    "    parameters: startTime=$[yyyymmddhh24miss%s] endTime=$[yyyymmddhh24miss%s] ds=$[yyyymmdd%s] hm=$[hh24mi%s]%n"
                            .formatted(from, to, from, from));
        } else {
            yaml.append("""
                        parameters:
                          startTime: "$[yyyymmddhh24miss%s]"   # where the last window ended
                          endTime: "$[yyyymmddhh24miss%s]"
                          ds: "$[yyyymmdd%s]"
                          hm: "$[hh24mi%s]"
                    """.formatted(from, to, from, from));
        }
        List<String> upstreams = new ArrayList<>(List.of("{ previousCycle: self }"));
        if (task > 0) {
            upstreams.add("sync-" + random.nextInt(task));
        }
        if (number > 0 && task % 4 == 0) {
            upstreams.add("flow-" + random.nextInt(number) + "/sync-" + random.nextInt(TASKS));
        }
        yaml.append("    dependsOn: [ ").append(String.join(", ", upstreams)).append(" ]\n");
        yaml.append("    rerun: ").append(steady ? "always" : "on-failure").append('\n');
        yaml.append("    timeout: ").append(10 + random.nextInt(50)).append("m\n");
    }

    private static String script(int number, int task, boolean steady, boolean doubtful, Random random) {
        int columns = 5 + random.nextInt(30);
        List<String> names = IntStream.range(0, columns)
                .mapToObj(i -> NOUNS.get(i % NOUNS.size()) + (i < NOUNS.size() ? "" : "_" + i))
                .toList();
        String read = names.stream()
                .map(name -> "{ \"name\": \"" + name + "\" }")
                .collect(joining(",\n                    "));
        String written = names.stream().map(name -> "\"" + name + "\"").collect(joining(",\n                    "));
        String reader = """
                "datasource": "ots_%d",
                "table": "orders_%d",
                "statusTable": "TableStoreStreamReaderStatusTable",
                "mode": "single_version_and_update_only",    # one row for every change
                "isExportSequenceInfo": false,
                "%s": 30,
                "startTimestampMillis": "${startTime}",    # inclusive
                "endTimestampMillis": "${endTime}",
                "column": [
                    %s
                ]
                """.formatted(random.nextInt(5), number, doubtful ? "threadNum" : "maxRetries", read);
        String writer = """
                "datasource": "odps_%d",
                "table": "orders_%d_%d",
                "partition": "ds=${ds},hm=${hm}",
                "truncate": %s,
                "compress": false,
                "emptyAsNull": false,
                "column": [
                    %s
                ]
                """.formatted(random.nextInt(5), number, task, steady, written);
        return switch (random.nextInt(5)) {
            case 0 -> """
                    { "job": { "content": [ {
                        "reader": { "name": "otsstreamreader", "parameter": { %s } },
                        "writer": { "name": "odpswriter", "parameter": { %s } }
                      } ],
                      "setting": { "speed": { "channel": 2 }, "errorLimit": { "record": 0 } } } }
                    """.formatted(reader, writer);
            case 1 -> """
                    { "type": "job", "version": "1.0", "configuration": {
                        "reader": { "plugin": "otsstream", "parameter": { %s } },
                        "writer": { "plugin": "odps", "parameter": { %s } },
                        "setting": { "errorLimit": { "record": "0" }, "speed": { "concurrent": 2 } } } }
                    """.formatted(reader, writer);
            default -> """
                    {
                      "type": "job",
                      "version": "2.0",
                      "steps": [
                        { "stepType": "otsstream", "name": "Reader", "category": "reader", "parameter": { %s } },
                        { "stepType": "odps", "name": "Writer", "category": "writer", "parameter": { %s } }
                      ],
                      "order": { "hops": [ { "from": "Reader", "to": "Writer" } ] },
                      "setting": { "errorLimit": { "record": "0" }, "speed": { "throttle": false, "concurrent": 2 } }
                    }
                    """.formatted(reader, writer);
        };
    }
}
