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
 * @param mode what a change becomes
 * @param speed how much at once, and how fast
 * @param onGap what to do about the span between the chain's head and the window's start
 * @param again why a committed window is appended once more, on purpose; absent when it must not be
 * @param errorLimit how many rows may be left out
 */
public record SyncRequest(
        ChainId chain,
        Window window,
        Duration jump,
        Source source,
        Target target,
        ExportMode mode,
        Speed speed,
        ErrorLimit errorLimit,
        GapPolicy onGap,
        Optional<String> again) {
    public SyncRequest {
        if (mode instanceof ExportMode.RowMode rows
                && target.columns()
                        .filter(columns -> columns.size() != rows.width())
                        .isPresent()) {
            throw new IllegalArgumentException("as many target columns as values in a row");
        }
    }

    /** The same request for somebody who decides about gaps and repetition by hand. */
    public SyncRequest with(GapPolicy policy, Optional<String> reasonForAgain) {
        return new SyncRequest(chain, window, jump, source, target, mode, speed, errorLimit, policy, reasonForAgain);
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
     * @param create whether the table is made if there is none
     * @param columns names in the target table, matched without regard to case; absent for {@code *}: in row mode those of the
     *     source columns, in column mode all in the table's order
     * @param truncate whether the window's rows replace what the partition held
     * @param emptyAsNull whether an empty string becomes null
     */
    public record Target(
            DataSource.MaxCompute dataSource,
            String table,
            boolean create,
            Partition partition,
            Optional<List<String>> columns,
            boolean truncate,
            boolean emptyAsNull,
            boolean compress) {
        public Target {
            columns = columns.map(List::copyOf);
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
