package io.tidemark.sandbox.maxcompute.catalog;

import io.tidemark.sandbox.maxcompute.schema.PartitionSpec;

/** One partition of a table and what it held when it was asked for. */
public record Partition(PartitionSpec spec, Content content) {}
