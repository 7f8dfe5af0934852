package io.tidemark.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.StringJoiner;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A step on the shards of one table; it ends with showing them. */
// The fields are set by the command line before call().
@SuppressWarnings("NullAway.Init")
abstract class ShardStep extends Step {

    @Parameters(index = "0", paramLabel = "TABLE", description = "Name of the table.")
    private String table;

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            description = "Instance of the table (default: ${DEFAULT-VALUE}).")
    private String instance = "sandbox";

    /** The table, to which a step adds what else it has to say. */
    ObjectNode order() {
        return JsonNodeFactory.instance.objectNode().put("table", table).put("instance", instance);
    }

    static Said shown(JsonNode answer) {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        for (JsonNode shard : answer.path("shards")) {
            StringBuilder line = new StringBuilder(shard.path("id").asText());
            line.append(shard.path("open").asBoolean() ? " open" : " closed");
            if (shard.hasNonNull("parent")) {
                line.append(", from ").append(shard.path("parent").asText());
            }
            if (shard.hasNonNull("sibling")) {
                line.append(" and ").append(shard.path("sibling").asText());
            }
            lines.add(line);
        }
        return Said.line(answer, lines.toString());
    }
}
