package io.tidemark.sandbox.control;

import picocli.CommandLine.Command;

/** {@code tidemark sandbox shard}. */
@Command(
        name = "shard",
        description = "Does to the shards of a table what the service does by itself,"
                + " in a sandbox that was started with --admin-port.",
        subcommands = {ShardList.class, ShardSplit.class, ShardMerge.class, ShardExpire.class})
public final class ShardCommand extends Group {}
