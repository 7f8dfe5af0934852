package io.tidemark.sandbox.replay;

import com.aliyun.odps.Odps;
import com.aliyun.odps.OdpsException;
import com.aliyun.odps.Partition;
import com.aliyun.odps.PartitionSpec;
import com.aliyun.odps.data.ArrayRecord;
import com.aliyun.odps.data.Record;
import com.aliyun.odps.data.RecordReader;
import com.aliyun.odps.tunnel.TableTunnel;
import com.aliyun.odps.tunnel.TableTunnel.DownloadSession;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the target's partitions of a span through the official client's download sessions. */
final class TargetRows {
    private static final DateTimeFormatter PARTITION = DateTimeFormatter.ofPattern("uuuuMMddHHmm");

    private final Services services;
    private final ZoneId zone;

    TargetRows(Services services, ZoneId zone) {
        this.services = services;
        this.zone = zone;
    }

    /** The rows of all partitions whose minute begins in {@code [from, to)}. */
    List<ArrivedRow> between(Instant from, Instant to) throws OdpsException, IOException {
        Odps odps = services.maxCompute();
        TableTunnel tunnel = services.tunnel();
        List<ArrivedRow> rows = new ArrayList<>();
        for (Partition partition : odps.tables().get(EarthquakeTables.TARGET).getPartitions()) {
            PartitionSpec spec = partition.getPartitionSpec();
            Instant minute = LocalDateTime.parse(spec.get("ds") + spec.get("hm"), PARTITION)
                    .atZone(zone)
                    .toInstant();
            if (!minute.isBefore(from) && minute.isBefore(to)) {
                read(tunnel, spec, minute, rows);
            }
        }
        return rows;
    }

    private void read(TableTunnel tunnel, PartitionSpec spec, Instant minute, List<ArrivedRow> rows)
            throws OdpsException, IOException {
        DownloadSession session = tunnel.buildDownloadSession(services.project(), EarthquakeTables.TARGET)
                .setPartitionSpec(spec)
                .build();
        if (session.getRecordCount() == 0) {
            return;
        }
        long before = rows.size();
        try (RecordReader reader = session.openRecordReader(0, session.getRecordCount())) {
            for (Record record = reader.read(); record != null; record = reader.read()) {
                rows.add(new ArrivedRow(minute, columns((ArrayRecord) record)));
            }
        }
        if (rows.size() - before != session.getRecordCount()) {
            throw new IOException("the download of " + spec + " ended early");
        }
    }

    private static Map<String, String> columns(ArrayRecord record) {
        Map<String, String> columns = new TreeMap<>();
        for (int i = 0; i < record.getColumnCount(); i++) {
            Object value = record.get(i);
            if (value instanceof ZonedDateTime time) {
                columns.put(
                        record.getColumns()[i].getName(),
                        String.valueOf(time.toInstant().toEpochMilli()));
            } else if (value instanceof byte[] text) {
                columns.put(
                        record.getColumns()[i].getName(), new String(text, java.nio.charset.StandardCharsets.UTF_8));
            } else if (value != null) {
                columns.put(record.getColumns()[i].getName(), value.toString());
            }
        }
        return columns;
    }
}
