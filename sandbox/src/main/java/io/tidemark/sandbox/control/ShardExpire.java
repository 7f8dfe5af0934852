package io.tidemark.sandbox.control;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark sandbox shard expire}. */
@Command(name = "expire", description = "Trims what the stream holds, as if its time were over.")
final class ShardExpire extends ShardStep {

    @Option(
            names = "--shard",
            paramLabel = "ID",
            description = "Only this shard (default: all, or the first open one with --records).")
    private @Nullable String shard;

    @Option(names = "--records", paramLabel = "N", description = "Only the oldest N records of the shard.")
    private @Nullable String records;

    @Override
    Said ask(AdminPort port) throws RefusedException {
        return shown(port.post("/shards/expire", order().put("shard", shard).put("records", records)));
    }
}
