package io.tidemark.sandbox.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import picocli.CommandLine.Command;

/** {@code tidemark sandbox shard list}. */
@Command(name = "list", description = "Shows the shards, parents before children.")
final class ShardList extends ShardStep {

    @Override
    Said ask(AdminPort port) throws RefusedException {
        ObjectNode order = order();
        return shown(port.get("/shards?table=" + encoded(order, "table") + "&instance=" + encoded(order, "instance")));
    }

    private static String encoded(ObjectNode order, String name) {
        return URLEncoder.encode(order.path(name).asText(), UTF_8);
    }
}
