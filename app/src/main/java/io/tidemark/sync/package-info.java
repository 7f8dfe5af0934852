/**
 * The path of the data: a window of a stream is read shard by shard, mapped to rows, written in blocks and committed exactly
 * once. Declares the ports to the source, the target and the checkpoint ledger; knows no SDK, no SQL and no scheduler.
 */
@NullMarked
package io.tidemark.sync;

import org.jspecify.annotations.NullMarked;
