package io.tidemark.sandbox.replay;

import com.alicloud.openservices.tablestore.SyncClient;
import com.aliyun.odps.OdpsException;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark sandbox compare}: did every replayed change of a span arrive, once? */
@Command(
        name = "compare",
        description = "Compares the replayed changes in Tablestore's stream with the rows in MaxCompute, one by one.",
        mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {
    @Option(names = "--tablestore", paramLabel = "URL", defaultValue = "http://127.0.0.1:8087")
    private String tablestore = "";

    @Option(names = "--maxcompute", paramLabel = "URL", defaultValue = "http://127.0.0.1:8088/api")
    private String maxCompute = "";

    @Option(
            names = "--from",
            paramLabel = "T",
            required = true,
            description = "inclusive, such as 2026-11-22T10:05:00Z")
    private @Nullable OffsetDateTime from;

    @Option(names = "--to", paramLabel = "T", required = true, description = "exclusive")
    private @Nullable OffsetDateTime to;

    @Option(
            names = "--timezone",
            paramLabel = "ZONE",
            defaultValue = "Asia/Shanghai",
            description = "of the partitions")
    private ZoneId zone = ZoneId.of("Asia/Shanghai");

    @Override
    public Integer call() throws OdpsException, IOException {
        Instant start = Objects.requireNonNull(from).toInstant();
        Instant end = Objects.requireNonNull(to).toInstant();
        Services services = new Services(tablestore, "sandbox", maxCompute, "sandbox", "sandbox-id", "sandbox-secret");
        SyncClient client = services.tablestore();
        try {
            return report(
                    new StreamChanges(client).between(start, end), new TargetRows(services, zone).between(start, end));
        } finally {
            client.shutdown();
        }
    }

    private static int report(List<ArrivedRow> changes, List<ArrivedRow> rows) {
        Map<ArrivedRow, Integer> balance = new HashMap<>();
        changes.forEach(change -> balance.merge(change, 1, Integer::sum));
        rows.forEach(row -> balance.merge(row, -1, Integer::sum));
        int missing =
                balance.values().stream().filter(n -> n > 0).mapToInt(n -> n).sum();
        int extra =
                -balance.values().stream().filter(n -> n < 0).mapToInt(n -> n).sum();
        long gaps = gaps(rows);
        System.out.printf(
                "changes=%d rows=%d missing=%d extra=%d gaps=%d%n", changes.size(), rows.size(), missing, extra, gaps);
        return missing == 0 && extra == 0 && gaps == 0 ? 0 : 1;
    }

    /** How many numbers are left out between the first and the last change of each replay that has arrived. */
    private static long gaps(List<ArrivedRow> rows) {
        Map<String, LongSummaryStatistics> replays = new HashMap<>();
        Set<List<String>> numbered = new HashSet<>();
        for (ArrivedRow row : rows) {
            String replay = row.columns().getOrDefault(EarthquakeTables.REPLAY, "");
            String number = row.columns().getOrDefault(EarthquakeTables.CHANGE_NUMBER, "0");
            if (numbered.add(List.of(replay, number))) {
                replays.computeIfAbsent(replay, key -> new LongSummaryStatistics())
                        .accept(Long.parseLong(number));
            }
        }
        return replays.values().stream()
                .mapToLong(numbers -> numbers.getMax() - numbers.getMin() + 1 - numbers.getCount())
                .sum();
    }
}
