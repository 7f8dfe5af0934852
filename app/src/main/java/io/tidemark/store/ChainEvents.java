package io.tidemark.store;

import io.tidemark.sync.ChainId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The rows of {@code chain_event}: what people did to chains. Each belongs to the transaction of what it tells of. */
final class ChainEvents {
    private final Transactions transactions;

    ChainEvents(Transactions transactions) {
        this.transactions = transactions;
    }

    void add(ChainId chain, ChainEvent event) {
        String sql = """
                INSERT INTO chain_event (chain, at, who, action, detail) VALUES (:chain, :at, :by, :action, :detail)
                """;
        transactions
                .handle()
                .createUpdate(sql)
                .bind("chain", chain.value())
                .bind("at", event.at())
                .bind("by", event.by())
                .bind("action", event.action().name())
                .bind("detail", KeptText.of(event.detail()))
                .execute();
    }

    /** Of one chain, in the order in which they happened. */
    List<ChainEvent> of(ChainId chain) {
        return transactions
                .handle()
                .createQuery("SELECT at, who, action, detail FROM chain_event WHERE chain = :chain ORDER BY id")
                .bind("chain", chain.value())
                .map((row, context) -> event(row))
                .list();
    }

    private static ChainEvent event(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        return new ChainEvent(
                columns.instant("at"),
                columns.text("who"),
                ChainEvent.Action.valueOf(columns.text("action")),
                columns.text("detail"));
    }

    /** The history goes with the chain. */
    void rename(ChainId from, ChainId to) {
        transactions
                .handle()
                .createUpdate("UPDATE chain_event SET chain = :to WHERE chain = :from")
                .bind("from", from.value())
                .bind("to", to.value())
                .execute();
    }
}
