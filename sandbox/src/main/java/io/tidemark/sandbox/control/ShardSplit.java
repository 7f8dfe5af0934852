package io.tidemark.sandbox.control;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark sandbox shard split}. */
@Command(name = "split", description = "Closes a shard and opens two in its place.")
final class ShardSplit extends ShardStep {

    @Option(names = "--shard", paramLabel = "ID", description = "An open shard (default: the first).")
    private @Nullable String shard;

    @Override
    Said ask(AdminPort port) throws RefusedException {
        return shown(port.post("/shards/split", order().put("shard", shard)));
    }
}
