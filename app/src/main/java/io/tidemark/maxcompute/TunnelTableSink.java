package io.tidemark.maxcompute;

import com.aliyun.odps.Column;
import com.aliyun.odps.Odps;
import com.aliyun.odps.OdpsException;
import com.aliyun.odps.PartitionSpec;
import com.aliyun.odps.Table;
import com.aliyun.odps.TableSchema;
import com.aliyun.odps.type.TypeInfo;
import com.aliyun.odps.type.TypeInfoFactory;
import io.tidemark.maxcompute.conversion.ColumnConversions;
import io.tidemark.sync.NewTable;
import io.tidemark.sync.Partition;
import io.tidemark.sync.RowDigests;
import io.tidemark.sync.TableInfo;
import io.tidemark.sync.TableSink;
import io.tidemark.sync.TargetColumn;
import io.tidemark.sync.UploadSession;
import io.tidemark.sync.ValueType;
import java.io.IOException;

/** A table behind the batch tunnel. */
final class TunnelTableSink implements TableSink {
    private final Odps odps;
    private final TunnelCalls calls;
    private final String project;
    private final String table;
    private final MaxComputeFailures failures;
    private final boolean compress;

    TunnelTableSink(
            Odps odps, TunnelCalls calls, String project, String table, MaxComputeFailures failures, boolean compress) {
        this.odps = odps;
        this.calls = calls;
        this.project = project;
        this.table = table;
        this.failures = failures;
        this.compress = compress;
    }

    @Override
    public TableInfo table() {
        try {
            Table described = odps.tables().get(project, table);
            described.reload();
            TableSchema schema = described.getSchema();
            return new TableInfo(
                    schema.getColumns().stream().map(this::column).toList(),
                    schema.getPartitionColumns().stream().map(Column::getName).toList());
        } catch (OdpsException | RuntimeException e) {
            throw failures.from(e);
        }
    }

    private TargetColumn column(Column column) {
        return new TargetColumn(
                column.getName(),
                column.getTypeInfo().getTypeName(),
                column.isNullable(),
                ColumnConversions.of(failures.table(), column.getName(), column.getTypeInfo()));
    }

    @Override
    public void create(NewTable wanted) {
        TableSchema.Builder schema = TableSchema.builder();
        wanted.columns().forEach(column -> schema.withColumn(new Column(column.name(), type(column.type()))));
        wanted.partitionColumns().forEach(name -> schema.withPartitionColumn(new Column(name, TypeInfoFactory.STRING)));
        try {
            odps.tables()
                    .newTableCreator(project, table, schema.build())
                    .ifNotExists()
                    .create();
        } catch (OdpsException | RuntimeException e) {
            throw failures.from(e);
        }
    }

    private static TypeInfo type(ValueType type) {
        return switch (type) {
            case TEXT -> TypeInfoFactory.STRING;
            case INTEGER -> TypeInfoFactory.BIGINT;
            case DOUBLE -> TypeInfoFactory.DOUBLE;
            case BOOLEAN -> TypeInfoFactory.BOOLEAN;
            case BINARY -> TypeInfoFactory.BINARY;
        };
    }

    @Override
    public void ensurePartition(Partition partition) {
        PartitionSpec spec = new PartitionSpec();
        partition.values().forEach(spec::set);
        try {
            Table described = odps.tables().get(project, table);
            if (!described.hasPartition(spec)) {
                described.createPartition(spec, true);
            }
        } catch (OdpsException | RuntimeException e) {
            throw failures.from(e);
        }
    }

    @Override
    public UploadSession create(Partition partition, boolean overwrite) {
        try {
            SessionDocument created = calls.create(partition, overwrite);
            return new TunnelUploadSession(calls, failures, partition, created.id(), compress, created.columns());
        } catch (OdpsException | IOException | TunnelRefusal | RuntimeException e) {
            throw failures.from(e);
        }
    }

    @Override
    public UploadSession find(Partition partition, String sessionId) {
        return new TunnelUploadSession(calls, failures, partition, sessionId, compress, null);
    }

    @Override
    public RowDigests digests() {
        try {
            Table described = odps.tables().get(project, table);
            described.reload();
            return new TunnelRowDigests(
                    described.getSchema().getColumns().stream()
                            .map(Column::getTypeInfo)
                            .toList(),
                    calls,
                    failures);
        } catch (OdpsException | RuntimeException e) {
            throw failures.from(e);
        }
    }

    @Override
    public long rowCount(Partition partition) {
        try {
            return calls.openDownload(partition).rows();
        } catch (OdpsException | IOException | TunnelRefusal | RuntimeException e) {
            throw failures.from(e);
        }
    }

    /** Nothing to do: every connection ends with its call. */
    @Override
    public void close() {}
}
