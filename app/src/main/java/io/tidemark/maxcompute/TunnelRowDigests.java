package io.tidemark.maxcompute;

import com.aliyun.odps.Column;
import com.aliyun.odps.OdpsException;
import com.aliyun.odps.TableSchema;
import com.aliyun.odps.commons.proto.ProtobufRecordStreamReader;
import com.aliyun.odps.data.Record;
import com.aliyun.odps.tunnel.io.CompressOption;
import com.aliyun.odps.type.TypeInfo;
import io.tidemark.maxcompute.SessionDocument.SessionColumn;
import io.tidemark.maxcompute.record.RowDigest;
import io.tidemark.sync.Partition;
import io.tidemark.sync.Row;
import io.tidemark.sync.RowDigests;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.LongConsumer;

/** The numbers of rows, and of those that a download session yields. */
final class TunnelRowDigests implements RowDigests {
    private final List<TypeInfo> types;
    private final TunnelCalls calls;
    private final MaxComputeFailures failures;

    /**
     * For a table.
     *
     * @param types of the data columns, in order
     */
    TunnelRowDigests(List<TypeInfo> types, TunnelCalls calls, MaxComputeFailures failures) {
        this.types = List.copyOf(types);
        this.calls = calls;
        this.failures = failures;
    }

    @Override
    public long of(Row row) {
        RowDigest digest = new RowDigest();
        for (int i = 0; i < types.size(); i++) {
            digest.add(types.get(i), row.value(i));
        }
        return digest.value();
    }

    @Override
    public void read(Partition partition, LongConsumer each) {
        try {
            DownloadDocument download = calls.openDownload(partition);
            if (download.rows() > 0) {
                calls.readDownload(partition, download.id(), download.rows(), body -> read(body, download, each));
            }
        } catch (OdpsException | IOException | TunnelRefusal | RuntimeException e) {
            throw failures.from(e);
        }
    }

    private static Long read(InputStream body, DownloadDocument download, LongConsumer each) throws IOException {
        TableSchema.Builder schema = TableSchema.builder();
        List<SessionColumn> columns = download.columns();
        columns.forEach(column -> schema.withColumn(new Column(column.name(), column.type())));
        List<TypeInfo> types = columns.stream().map(SessionColumn::type).toList();
        long read = 0;
        try (ProtobufRecordStreamReader records = new ProtobufRecordStreamReader(
                schema.build(), body, new CompressOption(CompressOption.CompressAlgorithm.ODPS_RAW, 0, 0))) {
            for (Record record = records.read(); record != null; record = records.read()) {
                RowDigest digest = new RowDigest();
                for (int i = 0; i < types.size(); i++) {
                    digest.add(types.get(i), record.get(i));
                }
                each.accept(digest.value());
                read++;
            }
        }
        if (read != download.rows()) {
            // The client takes a stream that breaks off between two records for its end.
            throw new IOException("of " + download.rows() + " rows, " + read + " have arrived");
        }
        return read;
    }
}
