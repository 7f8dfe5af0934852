package io.tidemark.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What attempts said, line by line. Each method joins the open transaction or is one. Thread-safe. */
public final class AttemptLogStore {
    private final Transactions transactions;

    public AttemptLogStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Adds a line at the end; what does not fit into a line is cut, with a mark. */
    public void append(UUID attempt, Instant at, LogLine.Level level, String text) {
        String sql = """
                INSERT INTO attempt_log (attempt, seq, at, level, line)
                SELECT :attempt, COALESCE(MAX(seq), 0) + 1, :at, :level, :text FROM attempt_log WHERE attempt = :attempt
                """;
        transactions.run(() -> transactions
                .handle()
                .createUpdate(sql)
                .bind("attempt", attempt)
                .bind("at", at)
                .bind("level", level)
                .bind("text", KeptText.of(text))
                .execute());
    }

    /**
     * Lines of an attempt in order.
     *
     * @param after only lines with a later position; 0 for all
     * @param limit most lines to return, 1 or more
     */
    public List<LogLine> lines(UUID attempt, int after, int limit) {
        String sql = """
                SELECT seq, at, level, line FROM attempt_log
                WHERE attempt = :attempt AND seq > :after
                ORDER BY seq LIMIT :limit
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("attempt", attempt)
                .bind("after", after)
                .bind("limit", limit)
                .map(row -> new LogLine(
                        row.getColumn("seq", Integer.class),
                        row.getColumn("at", Instant.class),
                        row.getColumn("level", LogLine.Level.class),
                        row.getColumn("line", String.class)))
                .list());
    }
}
