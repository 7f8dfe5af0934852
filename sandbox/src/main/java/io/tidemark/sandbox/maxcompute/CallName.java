package io.tidemark.sandbox.maxcompute;

import io.tidemark.sandbox.fault.Operation;
import java.util.List;
import java.util.Optional;

/** Names what a call asks for: on the wire there are only methods, paths and parameters. */
final class CallName {

    private CallName() {}

    /** The operation; empty for what the server refuses anyway. */
    static Optional<Operation> of(Call call) {
        List<String> path = call.path();
        if (path.contains("tables")) {
            return path.indexOf("tables") == path.size() - 1 ? Optional.of(Operation.LIST_TABLES) : ofTable(call);
        }
        if (path.contains("instances")) {
            return Optional.of(ofInstance(call));
        }
        if (path.size() == 2) {
            return Optional.of(Operation.GET_PROJECT);
        }
        return path.contains("tunnel") ? Optional.of(Operation.GET_TUNNEL) : Optional.empty();
    }

    private static Optional<Operation> ofTable(Call call) {
        if (call.has("uploads") || call.has("uploadid")) {
            return switch (call.method()) {
                case "POST" -> Optional.of(call.has("uploads") ? Operation.CREATE_UPLOAD : Operation.COMMIT_UPLOAD);
                case "GET" -> Optional.of(Operation.GET_UPLOAD);
                case "PUT" -> Optional.of(Operation.PUT_BLOCK);
                default -> Optional.empty();
            };
        }
        if (call.has("downloads") || call.has("downloadid")) {
            return Optional.of(
                    call.method().equals("POST")
                            ? Operation.CREATE_DOWNLOAD
                            : call.has("data") ? Operation.READ_DOWNLOAD : Operation.GET_DOWNLOAD);
        }
        return Optional.of(
                call.has("partitions")
                        ? Operation.LIST_PARTITIONS
                        : call.has("partition") ? Operation.GET_PARTITION : Operation.GET_TABLE);
    }

    private static Operation ofInstance(Call call) {
        if (call.has("downloads") || call.has("downloadid")) {
            return call.has("data")
                    ? Operation.READ_INSTANCE_DOWNLOAD
                    : call.has("downloads") ? Operation.CREATE_INSTANCE_DOWNLOAD : Operation.GET_INSTANCE_DOWNLOAD;
        }
        if (call.method().equals("POST")) {
            return Operation.CREATE_INSTANCE;
        }
        return call.has("result") ? Operation.GET_INSTANCE_RESULT : Operation.GET_INSTANCE;
    }
}
