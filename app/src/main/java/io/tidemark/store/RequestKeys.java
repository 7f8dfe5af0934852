package io.tidemark.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Requests that carried a key, and what was answered to them. Of two that come with one key at once, one begins. Thread-safe. */
public final class RequestKeys {
    private final Transactions transactions;

    public RequestKeys(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * A request by its key.
     *
     * @param who whose key it is; two people may use the same one
     * @param digest of what is asked for
     */
    public record Request(String who, String key, String digest) {}

    /** What has become of a request. */
    public sealed interface Progress {
        /** It begins now. */
        record Begun() implements Progress {}

        /** Its key was used for something else. */
        record Different() implements Progress {}

        /** It was begun, and has not ended: it still runs, or was cut off. */
        record Unended() implements Progress {}

        /**
         * It was carried out.
         *
         * @param answer absent if it held a secret
         */
        record Answered(int status, Optional<String> answer) implements Progress {}
    }

    /** Begins a request, unless it is there already. */
    public Progress begin(Request request, Instant now) {
        String sql = """
                INSERT INTO request_key (who, request, digest, begun_at) VALUES (:who, :key, :digest, :now)
                ON CONFLICT DO NOTHING
                """;
        return transactions.inTransaction(() -> {
            int begun = transactions
                    .handle()
                    .createUpdate(sql)
                    .bindMethods(request)
                    .bind("now", now)
                    .execute();
            return begun == 1 ? new Progress.Begun() : before(request);
        });
    }

    private Progress before(Request request) {
        return transactions
                .handle()
                .createQuery("SELECT digest, status, answer FROM request_key WHERE who = :who AND request = :key")
                .bindMethods(request)
                .map((row, context) -> progress(row, request))
                .one();
    }

    private static Progress progress(ResultSet row, Request request) throws SQLException {
        if (!row.getString("digest").equals(request.digest())) {
            return new Progress.Different();
        }
        int status = row.getInt("status");
        return row.wasNull()
                ? new Progress.Unended()
                : new Progress.Answered(status, Optional.ofNullable(row.getString("answer")));
    }

    /** Keeps what was answered to a request that was carried out. */
    public void end(Request request, Progress.Answered answered) {
        transactions.run(() -> transactions
                .handle()
                .createUpdate("""
                        UPDATE request_key SET status = :status, answer = :answer
                        WHERE who = :who AND request = :key AND digest = :digest AND status IS NULL
                        """)
                .bindMethods(request)
                .bind("status", answered.status())
                .bind("answer", answered.answer().orElse(null))
                .execute());
    }

    /** Nothing was done for the request: its key may be used again. */
    public void forget(Request request) {
        transactions.run(() -> transactions
                .handle()
                .createUpdate("DELETE FROM request_key WHERE who = :who AND request = :key AND status IS NULL")
                .bindMethods(request)
                .execute());
    }

    /** Forgets what was begun before. */
    public void prune(Instant before) {
        transactions.run(() -> transactions
                .handle()
                .createUpdate("DELETE FROM request_key WHERE begun_at < :before")
                .bind("before", before)
                .execute());
    }
}
