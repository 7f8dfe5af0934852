package io.tidemark.sandbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.sandbox.tablestore.table.Reshaping;
import io.tidemark.sandbox.tablestore.table.ShardEntry;
import io.tidemark.sandbox.tablestore.table.Store;
import java.io.IOException;
import java.util.Optional;

/** The shards of a table: listed, split, merged, made to expire. */
final class ShardResource implements AdminResource {

    private final Store tables;

    ShardResource(Store tables) {
        this.tables = tables;
    }

    @Override
    public JsonNode answer(AdminCall call) throws AdminRefusal, IOException {
        switch (call.method() + " " + call.rest()) {
            case "GET " -> call.allows("table", "instance");
            case "POST split" -> {
                call.allows("table", "instance", "shard");
                Reshaping shards = shards(call);
                shards.split(call.text("shard").orElseGet(shards::firstOpen));
            }
            case "POST merge" -> {
                call.allows("table", "instance", "shard", "sibling");
                Reshaping shards = shards(call);
                String first = call.text("shard").orElseGet(shards::firstOpen);
                shards.merge(first, call.text("sibling").orElseGet(() -> shards.neighbour(first)));
            }
            case "POST expire" -> {
                call.allows("table", "instance", "shard", "records");
                expire(shards(call), call.text("shard"), call.count("records"));
            }
            default -> throw call.wrongMethod();
        }
        return list(shards(call));
    }

    private Reshaping shards(AdminCall call) throws AdminRefusal {
        return tables.instance(call.text("instance").orElse("sandbox"))
                .table(call.required("table"))
                .reshaping();
    }

    private static void expire(Reshaping shards, Optional<String> shard, Optional<Long> records) throws IOException {
        if (shard.isEmpty() && records.isEmpty()) {
            shards.trimAll();
        } else if (records.isEmpty()) {
            shards.trim(shard.get());
        } else {
            int oldest = (int) Math.min(records.get(), Integer.MAX_VALUE);
            shards.trimOldest(shard.orElseGet(shards::firstOpen), oldest);
        }
    }

    private static JsonNode list(Reshaping shards) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode all = json.putArray("shards");
        for (ShardEntry shard : shards.shards()) {
            all.addObject()
                    .put("id", shard.id())
                    .put("open", shard.isOpen())
                    .put("parent", shard.parent())
                    .put("sibling", shard.sibling());
        }
        return json;
    }
}
