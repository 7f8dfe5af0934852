package io.tidemark.store;

import io.tidemark.sync.ChainId;
import io.tidemark.sync.LedgerWindow;
import io.tidemark.sync.Partition;
import java.util.List;
import java.util.Optional;

/** Committed windows by the partitions that they were written to. Each method joins the open transaction or is one. Thread-safe. */
public final class WrittenWindows {
    private static final String WRITTEN = """
            FROM sync_window w JOIN commit_entry e ON e.window_id = w.id AND e.round = w.round
             WHERE w.chain_id = :chain AND w.state = 'COMMITTED' AND w.end_checkpoints IS NOT NULL
            """;

    private final Transactions transactions;

    public WrittenWindows(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The partition that the chain's newest window with rows was written to; empty if there is none. */
    public Optional<Partition> newest(ChainId chain) {
        String sql = "SELECT e.target_partition " + WRITTEN + " ORDER BY w.start_at DESC, e.ordinal LIMIT 1";
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("chain", chain.value())
                .map((row, context) -> Partition.parse(new Columns(row).text("target_partition")))
                .findOne());
    }

    /** All windows of the chain that were written to a partition, the earliest first. */
    public List<LedgerWindow> of(ChainId chain, Partition partition) {
        String sql = "SELECT w.id " + WRITTEN + " AND e.target_partition = :partition ORDER BY w.start_at";
        return transactions.inTransaction(() -> {
            WindowRows windows = new WindowRows(transactions);
            return transactions
                    .handle()
                    .createQuery(sql)
                    .bind("chain", chain.value())
                    .bind("partition", partition.toString())
                    .mapTo(Long.class)
                    .list()
                    .stream()
                    .flatMap(id -> windows.find(id).stream())
                    .toList();
        });
    }

    /** The partitions that a window was written to the last time; none if it has no rows, or is not committed. */
    public List<Partition> partitions(ChainId chain, long window) {
        String sql = "SELECT e.target_partition " + WRITTEN + " AND w.id = :window ORDER BY e.ordinal";
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("chain", chain.value())
                .bind("window", window)
                .map((row, context) -> Partition.parse(new Columns(row).text("target_partition")))
                .list());
    }
}
