package io.tidemark.maxcompute;

import com.aliyun.odps.Odps;
import com.aliyun.odps.OdpsException;
import com.aliyun.odps.PartitionSpec;
import com.aliyun.odps.Table;
import io.tidemark.probe.Permission;
import io.tidemark.sync.Partition;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a sync needs its key for in a table that it writes, tried without a change to it. */
final class MaxComputePermissions {
    private final Table table;
    private final TunnelCalls calls;
    private final MaxComputeFailures failures;
    private @Nullable List<Partition> latestFirst;

    MaxComputePermissions(Odps odps, TunnelCalls calls, MaxComputeFailures failures, String table) {
        this.table = odps.tables().get(odps.getDefaultProject(), table);
        this.calls = calls;
        this.failures = failures;
    }

    List<Permission> list() {
        return List.of(
                new Permission(
                        "look at the table",
                        "Describe on the table",
                        () -> tried(() -> {
                            table.reload();
                            return Optional.empty();
                        })),
                // A session that nobody commits changes nothing and expires.
                new Permission(
                        "upload to the table",
                        "Update on the table",
                        () -> tried(() -> somewhere(partition -> calls.create(partition, false)))),
                new Permission(
                        "download from the table",
                        "Select and Download on the table",
                        () -> tried(() -> somewhere(calls::openDownload))),
                new Permission(
                        "add partitions",
                        "CreateInstance on the project and Alter on the table",
                        () -> tried(() -> somewhere(this::addAgain))));
    }

    /** Calls to the service; answers why they cannot be made, if so. */
    private interface Trial {
        Optional<String> run() throws OdpsException, IOException, TunnelRefusal;
    }

    private Optional<String> tried(Trial trial) {
        try {
            return trial.run();
        } catch (OdpsException | IOException | TunnelRefusal | RuntimeException e) {
            throw failures.from(e);
        }
    }

    /** A call about a partition that is there. */
    private interface Call {
        void send(Partition partition) throws OdpsException, IOException, TunnelRefusal;
    }

    private Optional<String> somewhere(Call call) throws OdpsException, IOException, TunnelRefusal {
        if (latestFirst == null) {
            latestFirst = table.isPartitioned() ? PartitionList.of(table, Map.of()) : List.of(Partition.WHOLE_TABLE);
        }
        if (latestFirst.isEmpty()) {
            return Optional.of("the table has no partition yet, and one would have to be made.");
        }
        call.send(latestFirst.get(0));
        return Optional.empty();
    }

    /** The statement says "if it is not there", and it is. */
    private void addAgain(Partition partition) throws OdpsException {
        if (!partition.isWholeTable()) {
            PartitionSpec spec = new PartitionSpec();
            partition.values().forEach(spec::set);
            table.createPartition(spec, true);
        }
    }
}
