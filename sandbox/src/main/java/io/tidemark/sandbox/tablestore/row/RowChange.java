package io.tidemark.sandbox.tablestore.row;

import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.plainbuffer.Cell;
import io.tidemark.sandbox.tablestore.plainbuffer.CellOperation;
import io.tidemark.sandbox.tablestore.plainbuffer.Row;
import io.tidemark.sandbox.tablestore.plainbuffer.Sequence;
import io.tidemark.sandbox.tablestore.plainbuffer.Value;
import io.tidemark.sandbox.tablestore.plainbuffer.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A change as a client asked for it. */
public record RowChange(ChangeType type, Row row, Expectation expectation) {

    /**
     * The change with its key complete, checked against schema and limits.
     *
     * @param numbers gives the next number for a column that the server counts
     */
    public RowChange admitted(KeySchema schema, LongSupplier numbers) {
        if (type == ChangeType.PUT) {
            schema.checkWrite(row.key());
        } else {
            schema.checkRow(row.key());
        }
        if (type == ChangeType.UPDATE && row.cells().isEmpty()) {
            throw TablestoreRefusal.invalidParameter("No attribute column is to be updated.");
        }
        if (type == ChangeType.PUT && row.cells().stream().anyMatch(cell -> cell.operation() != CellOperation.PUT)) {
            throw TablestoreRefusal.invalidParameter("A row that is put cannot delete or increment columns.");
        }
        ColumnLimits.check(row.cells(), schema);
        List<Cell> key = schema.numbered(row.key(), numbers);
        return new RowChange(type, new Row(key, row.cells(), row.deleted(), row.sequence()), expectation);
    }

    /**
     * What this change does to the present row, as a stream record tells it: every value has a version, increments are
     * their results. Refuses if the row is not as expected.
     *
     * @param now the version of values that came without one, in milliseconds
     */
    public Row resolved(@Nullable StoredRow current, long now, Sequence sequence) {
        expectation.check(current);
        if (type == ChangeType.DELETE) {
            return new Row(row.key(), List.of(), true, sequence);
        }
        List<Cell> cells = new ArrayList<>(row.cells().size());
        for (Cell cell : row.cells()) {
            cells.add(
                    switch (cell.operation()) {
                        case DELETE_ALL, DELETE_ONE -> cell;
                        case PUT -> cell.timestamp() != null ? cell : Cell.of(cell.name(), cell.required(), now);
                        case INCREMENT -> incremented(cell, current, now);
                    });
        }
        return new Row(row.key(), cells, false, sequence);
    }

    private static Cell incremented(Cell cell, @Nullable StoredRow current, long now) {
        Cell before = current == null ? null : current.newest(cell.name());
        Value start = before == null ? Value.ofInteger(0) : before.required();
        if (start.type() != ValueType.INTEGER || cell.required().type() != ValueType.INTEGER) {
            throw TablestoreRefusal.invalidParameter("The column '" + cell.name() + "' is no integer to increment.");
        }
        long version = cell.timestamp() == null ? now : cell.timestamp();
        return Cell.of(
                cell.name(), Value.ofInteger(start.asLong() + cell.required().asLong()), version);
    }
}
