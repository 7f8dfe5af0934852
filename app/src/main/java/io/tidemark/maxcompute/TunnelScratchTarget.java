package io.tidemark.maxcompute;

import com.aliyun.odps.Column;
import com.aliyun.odps.Odps;
import com.aliyun.odps.OdpsException;
import com.aliyun.odps.TableSchema;
import com.aliyun.odps.type.TypeInfoFactory;
import io.tidemark.doctor.ScratchTarget;
import io.tidemark.sync.Partition;
import io.tidemark.sync.TableSink;
import java.io.IOException;
import java.util.List;

/** A scratch table in a project. If it is left behind, the project removes it after a day. */
final class TunnelScratchTarget implements ScratchTarget {
    private static final long LIFECYCLE_DAYS = 1;

    private final Odps odps;
    private final TunnelCalls calls;
    private final TableSink sink;
    private final MaxComputeFailures failures;
    private final String table;

    /**
     * A table that is not made yet.
     *
     * @param sink of the table
     */
    TunnelScratchTarget(Odps odps, TunnelCalls calls, TableSink sink, MaxComputeFailures failures, String table) {
        this.odps = odps;
        this.calls = calls;
        this.sink = sink;
        this.failures = failures;
        this.table = table;
    }

    @Override
    public void create() {
        TableSchema schema = TableSchema.builder()
                .withColumn(new Column("n", TypeInfoFactory.BIGINT))
                .withPartitionColumn(new Column("ds", TypeInfoFactory.STRING))
                .build();
        try {
            odps.tables()
                    .newTableCreator(odps.getDefaultProject(), table, schema)
                    .withLifeCycle(LIFECYCLE_DAYS)
                    .create();
        } catch (OdpsException | RuntimeException e) {
            throw failures.from(e);
        }
    }

    @Override
    public List<String> names() {
        return List.of(table);
    }

    @Override
    public void drop(String name) {
        try {
            odps.tables().delete(odps.getDefaultProject(), name, true);
        } catch (OdpsException | RuntimeException e) {
            throw failures.from(e);
        }
    }

    @Override
    public String place() {
        return "in MaxCompute project `" + odps.getDefaultProject() + "` at " + odps.getEndpoint();
    }

    @Override
    public TableSink sink() {
        return sink;
    }

    @Override
    public Answer commit(Partition partition, String sessionId) {
        return answer(() -> calls.commit(partition, sessionId));
    }

    @Override
    public Answer ask(Partition partition, String sessionId) {
        return answer(() -> calls.status(partition, sessionId));
    }

    @Override
    public void close() {
        sink.close();
    }

    /** One call about a session. */
    private interface Call {
        SessionDocument send() throws OdpsException, IOException, TunnelRefusal;
    }

    private Answer answer(Call call) {
        try {
            return new Answer(true, "status " + call.send().status());
        } catch (TunnelRefusal refusal) {
            return new Answer(false, failures.said(refusal));
        } catch (OdpsException | IOException | RuntimeException e) {
            throw failures.from(e);
        }
    }
}
