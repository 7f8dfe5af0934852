package io.tidemark.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.sync.ChainId;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers how the script of each chain was called last, so that its source can be found again. Thread-safe. */
public final class ScriptCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, String>> TEXTS = new TypeReference<>() {};

    private final Transactions transactions;

    public ScriptCalls(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Replaces what was remembered of the chain. */
    public void remember(ChainId chain, ScriptCall call, Instant now) {
        String sql = """
                INSERT INTO script_call (chain, script, parameters, cyctime, timezone, data_sources, called_at)
                VALUES (:chain, :script, :parameters, :cyctime, :zone, :dataSources, :now)
                """;
        transactions.run(() -> {
            forget(chain);
            transactions
                    .handle()
                    .createUpdate(sql)
                    .bind("chain", chain.value())
                    .bind("script", call.script().toString())
                    .bind("parameters", text(call.parameters()))
                    .bind(
                            "cyctime",
                            call.cyctime()
                                    .map(time -> time.toOffsetDateTime().toString())
                                    .orElse(null))
                    .bind("zone", call.zone().getId())
                    .bind("dataSources", call.dataSources().map(Path::toString).orElse(null))
                    .bind("now", now)
                    .execute();
        });
    }

    public Optional<ScriptCall> find(ChainId chain) {
        String sql = """
                SELECT script, parameters, cyctime, timezone, data_sources FROM script_call WHERE chain = :chain
                """;
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("chain", chain.value())
                .map((row, context) -> call(row))
                .findOne());
    }

    private static ScriptCall call(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        ZoneId zone = ZoneId.of(columns.text("timezone"));
        return new ScriptCall(
                Path.of(columns.text("script")),
                texts(columns.text("parameters")),
                columns.textIfAny("cyctime")
                        .map(time -> OffsetDateTime.parse(time).atZoneSameInstant(zone)),
                zone,
                columns.textIfAny("data_sources").map(Path::of));
    }

    /** In the open transaction. */
    void rename(ChainId from, ChainId to) {
        forget(to);
        transactions
                .handle()
                .createUpdate("UPDATE script_call SET chain = :to WHERE chain = :from")
                .bind("from", from.value())
                .bind("to", to.value())
                .execute();
    }

    private void forget(ChainId chain) {
        transactions
                .handle()
                .createUpdate("DELETE FROM script_call WHERE chain = :chain")
                .bind("chain", chain.value())
                .execute();
    }

    private static String text(Map<String, String> parameters) {
        try {
            return JSON.writeValueAsString(parameters);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts always print", e);
        }
    }

    private static Map<String, String> texts(String json) {
        try {
            return JSON.readValue(json, TEXTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the parameters of a script cannot be read", e);
        }
    }
}
