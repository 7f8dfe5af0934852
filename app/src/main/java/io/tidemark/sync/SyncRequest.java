package io.tidemark.sync;

import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.GapPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One window of one sync task, ready to run: every name and parameter has its value.
 *
 * @param chain whose history the window belongs to
 * @param jump as in {@link ClaimRequest}
 * @param columns source columns in the order in which {@link Target#columns} take them
 * @param concurrent how many shard groups are read and written at once, 1 or more
 * @param onGap what to do about the span between the chain's head and the window's start
 * @param again why a committed window is appended once more, on purpose; absent when it must not be
 * @param errorLimit how many dirty records are let pass, 0 or more
 */
public record SyncRequest(
        ChainId chain,
        Window window,
        Duration jump,
        Source source,
        Target target,
        List<String> columns,
        int concurrent,
        long errorLimit,
        GapPolicy onGap,
        Optional<String> again) {
    public SyncRequest {
        columns = List.copyOf(columns);
        if (concurrent < 1 || errorLimit < 0) {
            throw new IllegalArgumentException("concurrent is 1 or more, errorLimit 0 or more");
        }
        if (columns.size() != target.columns().size()) {
            throw new IllegalArgumentException("as many source columns as target columns");
        }
    }

    /** The same request for somebody who decides about gaps and repetition by hand. */
    public SyncRequest with(GapPolicy policy, Optional<String> reasonForAgain) {
        return new SyncRequest(
                chain, window, jump, source, target, columns, concurrent, errorLimit, policy, reasonForAgain);
    }

    /**
     * Where changes come from.
     *
     * @param statusTable where witnesses are kept
     * @param maxRetries most retries of one request
     */
    public record Source(DataSource.Tablestore dataSource, String table, String statusTable, int maxRetries) {}

    /**
     * Where rows go.
     *
     * @param columns names in the target table, matched without regard to case
     * @param truncate whether the window's rows replace what the partition held
     * @param emptyAsNull whether an empty string becomes null
     */
    public record Target(
            DataSource.MaxCompute dataSource,
            String table,
            Partition partition,
            List<String> columns,
            boolean truncate,
            boolean emptyAsNull,
            boolean compress) {
        public Target {
            columns = List.copyOf(columns);
        }

        /** As {@code project.table}. */
        public String qualifiedTable() {
            return dataSource.project() + "." + table;
        }

        /** As {@code project.table} or {@code project.table(ds=..)}. */
        public String display() {
            return partition.isWholeTable() ? qualifiedTable() : qualifiedTable() + "(" + partition + ")";
        }
    }
}
