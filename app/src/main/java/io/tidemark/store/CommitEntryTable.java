package io.tidemark.store;

import io.tidemark.sync.CommitEntry;
import io.tidemark.sync.Partition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rows of {@code commit_entry}: the sessions of each round of each window, in the order in which they were named. */
final class CommitEntryTable {
    private final Transactions transactions;

    CommitEntryTable(Transactions transactions) {
        this.transactions = transactions;
    }

    List<CommitEntry> of(long window, int round) {
        String sql = """
                SELECT target_partition, session_id, overwrite, blocks, rows_before
                  FROM commit_entry WHERE window_id = :window AND round = :round ORDER BY ordinal
                """;
        return transactions
                .handle()
                .createQuery(sql)
                .bind("window", window)
                .bind("round", round)
                .map((row, context) -> entry(row))
                .list();
    }

    private static CommitEntry entry(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        return new CommitEntry(
                Partition.parse(columns.text("target_partition")),
                columns.text("session_id"),
                columns.flag("overwrite"),
                CheckpointsCodec.decodeBlocks(columns.text("blocks")),
                columns.numberIfAny("rows_before"));
    }

    /** Names the sessions of a round; those of earlier rounds that were never committed are replaced by them. */
    void name(long window, int round, List<CommitEntry> entries) {
        transactions
                .handle()
                .createUpdate("""
                        UPDATE commit_entry SET state = 'REPLACED'
                         WHERE window_id = :window AND round < :round AND state = 'NAMED'
                        """)
                .bind("window", window)
                .bind("round", round)
                .execute();
        if (entries.isEmpty()) {
            return;
        }
        String sql = """
                INSERT INTO commit_entry (window_id, round, target_partition, ordinal, session_id, overwrite, blocks,
                                          rows_before, state)
                VALUES (:window, :round, :partition, :ordinal, :session, :overwrite, :blocks, :rowsBefore, 'NAMED')
                """;
        PreparedBatch batch = transactions.handle().prepareBatch(sql);
        for (int ordinal = 0; ordinal < entries.size(); ordinal++) {
            CommitEntry entry = entries.get(ordinal);
            batch.bind("window", window)
                    .bind("round", round)
                    .bind("partition", entry.partition().toString())
                    .bind("ordinal", ordinal)
                    .bind("session", entry.sessionId())
                    .bind("overwrite", entry.overwrite())
                    .bind("blocks", CheckpointsCodec.encodeBlocks(entry.blocks()))
                    .bindByType("rowsBefore", entry.rowsBefore().orElse(null), Long.class)
                    .add();
        }
        batch.execute();
    }

    void committed(long window, int round) {
        String sql = """
                UPDATE commit_entry SET state = 'COMMITTED'
                 WHERE window_id = :window AND round = :round AND state = 'NAMED'
                """;
        transactions
                .handle()
                .createUpdate(sql)
                .bind("window", window)
                .bind("round", round)
                .execute();
    }
}
