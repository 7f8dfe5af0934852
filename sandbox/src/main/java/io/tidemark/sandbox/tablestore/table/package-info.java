/**
 * Tables, their shards and their streams, kept in files: every change is one frame in the log of its shard, and that
 * frame is the stream record that readers get; the rows are what the logs add up to. Knows values and files, not HTTP.
 */
@NullMarked
package io.tidemark.sandbox.tablestore.table;

import org.jspecify.annotations.NullMarked;
