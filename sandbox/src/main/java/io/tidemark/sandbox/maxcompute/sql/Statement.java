package io.tidemark.sandbox.maxcompute.sql;

import io.tidemark.sandbox.maxcompute.schema.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What a statement asks for. */
public sealed interface Statement {
    /** Reads one statement, with or without a semicolon behind it. */
    static Statement parse(String text) throws SqlException {
        return new Parser(text).statement();
    }

    /**
     * A table to create.
     *
     * @param lifecycle in days; -1 when it is not written
     */
    record CreateTable(
            TableName table,
            boolean ifNotExists,
            TableSchema schema,
            String comment,
            long lifecycle,
            Map<String, String> properties)
            implements Statement {}

    record DropTable(TableName table, boolean ifExists) implements Statement {}

    record AddPartitions(TableName table, boolean ifNotExists, List<PartitionClause> partitions) implements Statement {}

    record DropPartitions(TableName table, boolean ifExists, List<PartitionClause> partitions) implements Statement {}

    /**
     * What to empty.
     *
     * @param partitions empty for the whole table
     */
    record Truncate(TableName table, List<PartitionClause> partitions) implements Statement {}

    record ShowTables() implements Statement {}

    record ShowPartitions(TableName table) implements Statement {}

    /**
     * Rows to read.
     *
     * @param items empty for {@code *}
     * @param order empty when nothing is ordered; only for columns
     */
    record Select(List<Item> items, TableName table, List<Condition> conditions, List<Order> order, OptionalLong limit)
            implements Statement {}

    /** One thing that is selected. */
    sealed interface Item {
        /**
         * A column's values.
         *
         * @param alias the name of the result's column
         */
        record OfColumn(ColumnName column, String alias) implements Item {}

        /**
         * The number of rows.
         *
         * @param alias empty when it is not written
         */
        record Count(String alias, Place place) implements Item {}
    }

    /** One column to order by. */
    record Order(ColumnName column, boolean descending) {}
}
