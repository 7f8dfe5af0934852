package io.tidemark.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.workflow.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Data sources that were added to the operator. Secrets are sealed before they reach the database. Each method joins the open transaction or is one. Thread-safe. */
public final class KeptSourceStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, String>> TEXTS = new TypeReference<>() {};

    private final Transactions transactions;
    private final SecretKeys keys;

    public KeptSourceStore(Transactions transactions, SecretKeys keys) {
        this.transactions = transactions;
        this.keys = keys;
    }

    /** All, by name. */
    public List<KeptSource> all() {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT name, settings, sealed FROM data_source ORDER BY name")
                .map((row, context) -> kept(row.getString("name"), row.getString("settings"), row.getString("sealed")))
                .list());
    }

    private KeptSource kept(String name, String settings, String sealed) {
        return new KeptSource(
                name, read(settings), keys.open(sealed, context(name)).map(text -> {
                    Map<String, Secret> secrets = new LinkedHashMap<>();
                    read(text).forEach((key, value) -> secrets.put(key, new Secret(value)));
                    return secrets;
                }));
    }

    /** Adds one. Returns false if there is one of that name; nothing has changed then. */
    public boolean add(String name, Map<String, String> settings, Map<String, Secret> secrets, Note note) {
        String sql = """
                INSERT INTO data_source (name, settings, sealed, changed_at, changed_by)
                VALUES (:name, :settings, :sealed, :at, :by) ON CONFLICT DO NOTHING
                """;
        return write(sql, name, settings, secrets, note);
    }

    /** Puts one in the place of that name. Returns false if there is none; nothing has changed then. */
    public boolean replace(String name, Map<String, String> settings, Map<String, Secret> secrets, Note note) {
        String sql = """
                UPDATE data_source SET settings = :settings, sealed = :sealed, changed_at = :at, changed_by = :by
                WHERE name = :name
                """;
        return write(sql, name, settings, secrets, note);
    }

    private boolean write(
            String sql, String name, Map<String, String> settings, Map<String, Secret> secrets, Note note) {
        Map<String, String> revealed = new LinkedHashMap<>();
        secrets.forEach((key, value) -> revealed.put(key, value.reveal()));
        String sealed = keys.seal(text(revealed), context(name));
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate(sql)
                        .bind("name", name)
                        .bind("settings", text(settings))
                        .bind("sealed", sealed)
                        .bind("at", note.at())
                        .bind("by", note.who())
                        .execute()
                == 1);
    }

    /** Returns false if there is none of that name. */
    public boolean remove(String name) {
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate("DELETE FROM data_source WHERE name = :name")
                        .bind("name", name)
                        .execute()
                == 1);
    }

    /**
     * Seals all anew with a new key, and forgets the old ones.
     *
     * @return how many there are
     * @throws IllegalStateException if one of them does not open
     */
    public int rotate() {
        List<String> names = all().stream().map(KeptSource::name).toList();
        keys.renew();
        transactions.run(() -> names.forEach(this::sealAnew));
        keys.forgetOlder();
        return names.size();
    }

    private void sealAnew(String name) {
        String sealed = transactions
                .handle()
                .createQuery("SELECT sealed FROM data_source WHERE name = :name FOR UPDATE")
                .bind("name", name)
                .mapTo(String.class)
                .one();
        String text = keys.open(sealed, context(name))
                .orElseThrow(() -> new IllegalStateException("the secrets of " + name + " do not open"));
        transactions
                .handle()
                .createUpdate("UPDATE data_source SET sealed = :sealed WHERE name = :name")
                .bind("sealed", keys.seal(text, context(name)))
                .bind("name", name)
                .execute();
    }

    /** What is sealed for one name opens for no other. */
    private static String context(String name) {
        return "data_source " + name;
    }

    private static String text(Map<String, String> values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be written", e);
        }
    }

    private static Map<String, String> read(String json) {
        try {
            return JSON.readValue(json, TEXTS);
        } catch (JsonProcessingException e) {
            // Not chained: its message would quote the text.
            throw new IllegalStateException("what was kept of a data source cannot be read");
        }
    }
}
