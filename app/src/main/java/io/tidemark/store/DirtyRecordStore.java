package io.tidemark.store;

import io.tidemark.attempt.DirtyRecord;
import io.tidemark.instance.InstanceId;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The first rows that attempts left out. Each method joins the open transaction or is one. Thread-safe. */
public final class DirtyRecordStore {
    private final Transactions transactions;

    public DirtyRecordStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Keeps them in this order; an attempt has none before. */
    public void insert(UUID attempt, List<DirtyRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        String sql = """
                INSERT INTO dirty_record (attempt, seq, row_key, column_name, column_type, shown_value, reason)
                VALUES (:attempt, :seq, :key, :column, :type, :value, :reason)
                """;
        transactions.run(() -> {
            PreparedBatch batch = transactions.handle().prepareBatch(sql);
            int seq = 0;
            for (DirtyRecord record : records) {
                batch.bind("attempt", attempt)
                        .bind("seq", seq++)
                        .bind("key", KeptText.of(record.key()))
                        .bind("column", KeptText.of(record.column()))
                        .bind("type", KeptText.of(record.type()))
                        .bind("value", KeptText.of(record.value()))
                        .bind("reason", KeptText.of(record.reason()))
                        .add();
            }
            batch.execute();
        });
    }

    /** Those of the latest attempt of an instance that was claimed, in the order in which they were met. */
    public List<DirtyRecord> ofLatest(InstanceId instance) {
        String sql = """
                SELECT d.* FROM dirty_record d JOIN attempt a ON a.id = d.attempt
                WHERE a.instance = :instance
                  AND a.number = (SELECT MAX(l.number) FROM attempt l WHERE l.instance = a.instance AND l.state <> 'QUEUED')
                ORDER BY d.seq
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("instance", instance.toString())
                .map(row -> new DirtyRecord(
                        row.getColumn("row_key", String.class),
                        row.getColumn("column_name", String.class),
                        row.getColumn("column_type", String.class),
                        row.getColumn("shown_value", String.class),
                        row.getColumn("reason", String.class)))
                .list());
    }
}
