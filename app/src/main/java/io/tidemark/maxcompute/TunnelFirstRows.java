package io.tidemark.maxcompute;

import com.aliyun.odps.Column;
import com.aliyun.odps.Odps;
import com.aliyun.odps.OdpsException;
import com.aliyun.odps.Table;
import com.aliyun.odps.TableSchema;
import com.aliyun.odps.commons.proto.ProtobufRecordStreamReader;
import com.aliyun.odps.data.Record;
import com.aliyun.odps.tunnel.io.CompressOption;
import io.tidemark.attempt.Failure;
import io.tidemark.probe.FirstRows;
import io.tidemark.sync.Partition;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of a table, through download sessions. The tunnel reads one partition at a time, so partitions are gone through
 * from the latest on until there are enough rows.
 */
final class TunnelFirstRows {
    /** Each costs two calls, of which the first may take seconds. */
    private static final int MOST_PARTITIONS = 10;

    private static final int NAMED = 5;

    private final Odps odps;
    private final TunnelCalls calls;
    private final MaxComputeFailures failures;
    private final String table;

    TunnelFirstRows(Odps odps, TunnelCalls calls, MaxComputeFailures failures, String table) {
        this.odps = odps;
        this.calls = calls;
        this.failures = failures;
        this.table = table;
    }

    FirstRows read(Map<String, String> partition, int limit) {
        try {
            Table described = odps.tables().get(odps.getDefaultProject(), table);
            described.reload();
            List<String> keys = described.getSchema().getPartitionColumns().stream()
                    .map(Column::getName)
                    .toList();
            Map<String, String> wanted = wanted(partition, keys);
            List<String> columns = Stream.concat(
                            described.getSchema().getColumns().stream().map(Column::getName), keys.stream())
                    .toList();
            if (wanted.size() == keys.size()) {
                return new FirstRows(columns, only(described, new Partition(wanted), limit), List.of());
            }
            return latest(described, columns, wanted, limit);
        } catch (OdpsException | IOException | TunnelRefusal | RuntimeException e) {
            throw failures.from(e);
        }
    }

    /** What is wanted, in the order and the spelling of the table's partition columns. */
    private Map<String, String> wanted(Map<String, String> partition, List<String> keys) {
        Map<String, String> byName = new LinkedHashMap<>();
        partition.forEach((name, value) -> byName.put(name.toLowerCase(Locale.ROOT), value));
        Map<String, String> wanted = new LinkedHashMap<>();
        for (String key : keys) {
            Optional.ofNullable(byName.remove(key.toLowerCase(Locale.ROOT))).ifPresent(value -> wanted.put(key, value));
        }
        if (!byName.isEmpty()) {
            throw Failure.user(
                            "PARTITION_COLUMN_UNKNOWN",
                            "Table " + failures.table()
                                    + (keys.isEmpty()
                                            ? " has no partitions"
                                            : " is partitioned by " + join(keys.stream()))
                                    + ", not by " + join(byName.keySet().stream()) + ".",
                            keys.isEmpty() ? "Leave the partition out." : "Name the partition by these columns.")
                    .asException();
        }
        return wanted;
    }

    private List<Map<String, @Nullable Object>> only(Table described, Partition partition, int limit)
            throws OdpsException, IOException, TunnelRefusal {
        try {
            return rows(partition, limit);
        } catch (TunnelRefusal refusal) {
            if (!refusal.code().equals("NoSuchPartition")) {
                throw refusal;
            }
            throw missing(partition.toString(), PartitionList.of(described, Map.of()))
                    .asException(refusal);
        }
    }

    private FirstRows latest(Table described, List<String> columns, Map<String, String> wanted, int limit)
            throws OdpsException, IOException, TunnelRefusal {
        List<Partition> partitions = PartitionList.of(described, wanted);
        if (partitions.isEmpty()) {
            if (!wanted.isEmpty()) {
                throw missing(new Partition(wanted).toString(), PartitionList.of(described, Map.of()))
                        .asException();
            }
            return new FirstRows(columns, List.of(), List.of("Table " + failures.table() + " has no partition yet."));
        }
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        List<Partition> read = new ArrayList<>();
        for (Partition partition : partitions) {
            if (rows.size() == limit || read.size() == MOST_PARTITIONS) {
                break;
            }
            rows.addAll(rows(partition, limit - rows.size()));
            read.add(partition);
        }
        String note = "Table " + failures.table() + " has " + partitions.size()
                + (partitions.size() == 1 ? " partition" : " partitions")
                + (wanted.isEmpty() ? "" : " of " + new Partition(wanted)) + "; read from the latest: " + names(read)
                + ".";
        return new FirstRows(columns, rows, List.of(note));
    }

    private Failure missing(String partition, List<Partition> others) {
        return Failure.user(
                "PARTITION_NOT_FOUND",
                "Table " + failures.table() + " has no partition `" + partition + "`.",
                others.isEmpty() ? "It has none yet." : "The latest: " + names(others) + ".");
    }

    private static String names(List<Partition> partitions) {
        return join(partitions.stream().limit(NAMED).map(Partition::toString).map(name -> "`" + name + "`"))
                + (partitions.size() > NAMED ? " and " + (partitions.size() - NAMED) + " more" : "");
    }

    private static String join(Stream<String> names) {
        return names.collect(Collectors.joining(", "));
    }

    private List<Map<String, @Nullable Object>> rows(Partition partition, int limit)
            throws OdpsException, IOException, TunnelRefusal {
        DownloadDocument download = calls.openDownload(partition);
        long count = Math.min(limit, download.rows());
        return count == 0
                ? List.of()
                : calls.readDownload(
                        partition, download.id(), count, body -> records(body, download, count, partition));
    }

    private static List<Map<String, @Nullable Object>> records(
            InputStream body, DownloadDocument download, long count, Partition partition) throws IOException {
        TableSchema.Builder schema = TableSchema.builder();
        download.columns().forEach(column -> schema.withColumn(new Column(column.name(), column.type())));
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        try (ProtobufRecordStreamReader records = new ProtobufRecordStreamReader(
                schema.build(), body, new CompressOption(CompressOption.CompressAlgorithm.ODPS_RAW, 0, 0))) {
            for (Record record = records.read(); record != null; record = records.read()) {
                rows.add(row(record, partition));
            }
        }
        if (rows.size() != count) {
            // The client takes a stream that breaks off between two records for its end.
            throw new IOException("of " + count + " rows, " + rows.size() + " have arrived");
        }
        return rows;
    }

    private static Map<String, @Nullable Object> row(Record record, Partition partition) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < record.getColumnCount(); i++) {
            row.put(record.getColumns()[i].getName(), PlainValue.of(record.get(i)));
        }
        row.putAll(partition.values());
        return row;
    }
}
