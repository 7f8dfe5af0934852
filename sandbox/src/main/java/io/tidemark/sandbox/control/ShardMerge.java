package io.tidemark.sandbox.control;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark sandbox shard merge}. */
@Command(name = "merge", description = "Closes two neighbours and opens one shard in their place.")
final class ShardMerge extends ShardStep {

    @Option(names = "--shard", paramLabel = "ID", description = "An open shard (default: the first).")
    private @Nullable String shard;

    @Option(names = "--sibling", paramLabel = "ID", description = "Its neighbour (default: the first it has).")
    private @Nullable String sibling;

    @Override
    Said ask(AdminPort port) throws RefusedException {
        return shown(port.post("/shards/merge", order().put("shard", shard).put("sibling", sibling)));
    }
}
