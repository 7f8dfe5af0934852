package io.tidemark.store;

import io.tidemark.sync.ChainId;
import io.tidemark.sync.ChainState;
import io.tidemark.sync.LedgerWindow;
import io.tidemark.sync.WindowClaim;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of {@code chain}. Every change of a chain's windows takes its row first, so that they come one after another. */
final class ChainTable {
    private final Transactions transactions;

    ChainTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Of one chain, as it is now; nobody else changes it before this transaction ends. */
    record ChainRow(
            ChainId id,
            String streamId,
            long version,
            Optional<Instant> head,
            Optional<Long> headWindow,
            Optional<String> toBeRecovered) {
        /** @param windows as {@link ChainState#windows} asks for, and that of the head */
        ChainState state(List<LedgerWindow> windows) {
            Optional<LedgerWindow> last = headWindow.flatMap(
                    id -> windows.stream().filter(window -> window.id() == id).findFirst());
            return new ChainState(id, streamId, version, head, last, toBeRecovered, windows);
        }
    }

    ChainRow lockOrCreate(ChainId id, String streamId, Instant now) {
        return lock(id).orElseGet(() -> {
            create(id, streamId, now);
            return lock(id).orElseThrow();
        });
    }

    Optional<ChainRow> lock(ChainId id) {
        String sql = """
                SELECT stream_id, version, head, head_window, to_be_recovered
                  FROM chain WHERE id = :id FOR UPDATE
                """;
        return transactions
                .handle()
                .createQuery(sql)
                .bind("id", id.value())
                .map((row, context) -> chain(id, row))
                .findOne();
    }

    static ChainRow chain(ChainId id, ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        return new ChainRow(
                id,
                columns.text("stream_id"),
                columns.number("version"),
                columns.instantIfAny("head"),
                columns.numberIfAny("head_window"),
                columns.textIfAny("to_be_recovered"));
    }

    private void create(ChainId id, String streamId, Instant now) {
        String sql = """
                INSERT INTO chain (id, stream_id, version, created_at) VALUES (:id, :streamId, 0, :now)
                ON CONFLICT DO NOTHING
                """;
        transactions
                .handle()
                .createUpdate(sql)
                .bind("id", id.value())
                .bind("streamId", streamId)
                .bind("now", now)
                .execute();
    }

    /** Moves the head to the end of the claimed window, whose records have just been fixed. Returns the count of rows. */
    int moveHead(WindowClaim claim) {
        String sql = """
                UPDATE chain SET head = :head, head_window = :window, version = version + 1
                 WHERE id = :id AND version = :version
                """;
        return transactions
                .handle()
                .createUpdate(sql)
                .bind("head", claim.window().end())
                .bind("window", claim.windowId())
                .bind("id", claim.chain().value())
                .bind("version", claim.chainVersion())
                .execute();
    }

    /** Sets the head where recovery found it and lifts the stop. Returns the count of rows. */
    int recovered(ChainRow chain, Optional<Instant> head, Optional<Long> headWindow) {
        String sql = """
                UPDATE chain SET head = :head, head_window = :window, version = version + 1, to_be_recovered = NULL
                 WHERE id = :id AND version = :version AND to_be_recovered IS NOT NULL
                """;
        return transactions
                .handle()
                .createUpdate(sql)
                .bindByType("head", head.orElse(null), Instant.class)
                .bindByType("window", headWindow.orElse(null), Long.class)
                .bind("id", chain.id().value())
                .bind("version", chain.version())
                .execute();
    }

    /** Where the head is that of a gap, it is that of its rest when the gap is filled from its beginning. */
    void headOfRest(ChainId id, long filled, long rest) {
        transactions
                .handle()
                .createUpdate("UPDATE chain SET head_window = :rest WHERE id = :id AND head_window = :filled")
                .bind("rest", rest)
                .bind("id", id.value())
                .bind("filled", filled)
                .execute();
    }

    /** Lets go of the head's window, which is about to be dropped. */
    void forgetHeadWindow(ChainId id) {
        transactions
                .handle()
                .createUpdate("UPDATE chain SET head_window = NULL WHERE id = :id")
                .bind("id", id.value())
                .execute();
    }

    /** Keeps the first reason: it is the cause of those that follow. Returns the count of rows. */
    int toBeRecovered(ChainId id, String reason) {
        String sql = """
                UPDATE chain SET to_be_recovered = COALESCE(to_be_recovered, :reason) WHERE id = :id
                """;
        return transactions
                .handle()
                .createUpdate(sql)
                .bind("reason", reason)
                .bind("id", id.value())
                .execute();
    }

    /** Every chain; the reasons of those that are stopped already stay. */
    void allToBeRecovered(String reason) {
        transactions
                .handle()
                .createUpdate("UPDATE chain SET to_be_recovered = COALESCE(to_be_recovered, :reason)")
                .bind("reason", reason)
                .execute();
    }

    /** Sets the head where a person wants it, and lifts a stop. Returns the count of rows. */
    int setHead(ChainRow chain, Instant head, Optional<Long> headWindow) {
        String sql = """
                UPDATE chain SET head = :head, head_window = :window, version = version + 1, to_be_recovered = NULL
                 WHERE id = :id AND version = :version
                """;
        return transactions
                .handle()
                .createUpdate(sql)
                .bind("head", head)
                .bindByType("window", headWindow.orElse(null), Long.class)
                .bind("id", chain.id().value())
                .bind("version", chain.version())
                .execute();
    }

    /** The windows follow by themselves. Returns the count of rows. */
    int rename(ChainRow chain, ChainId to) {
        return transactions
                .handle()
                .createUpdate("UPDATE chain SET id = :to, version = version + 1 WHERE id = :id AND version = :version")
                .bind("to", to.value())
                .bind("id", chain.id().value())
                .bind("version", chain.version())
                .execute();
    }
}
