package io.tidemark.maxcompute;

import com.aliyun.odps.Odps;
import com.aliyun.odps.OdpsException;
import io.tidemark.probe.Account;
import io.tidemark.sync.TableInfo;
import io.tidemark.sync.TableSink;
import io.tidemark.workflow.DataSource;
import java.util.function.Function;

/** A MaxCompute project with the key that a data source has for it. */
final class MaxComputeAccount implements Account {
    private final Odps odps;
    private final DataSource.MaxCompute target;
    private final Function<String, TableSink> tables;

    MaxComputeAccount(Odps odps, DataSource.MaxCompute target, Function<String, TableSink> tables) {
        this.odps = odps;
        this.target = target;
        this.tables = tables;
    }

    @Override
    public String signIn() {
        try {
            odps.projects().get(target.project()).reload();
            return "The key is let in to project `" + target.project() + "`.";
        } catch (OdpsException | RuntimeException e) {
            throw MaxComputeFailures.ofProject(target).from(e);
        }
    }

    @Override
    public String look(String table) {
        try (TableSink sink = tables.apply(table)) {
            TableInfo info = sink.table();
            return "Table `" + table + "` has " + info.columns().size() + " columns"
                    + (info.partitionColumns().isEmpty()
                            ? " and no partitions."
                            : " and is partitioned by " + String.join(", ", info.partitionColumns()) + ".");
        }
    }

    /** Nothing to do: every connection ends with its call. */
    @Override
    public void close() {}
}
