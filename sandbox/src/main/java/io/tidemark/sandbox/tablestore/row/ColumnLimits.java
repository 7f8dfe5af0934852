package io.tidemark.sandbox.tablestore.row;

import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.plainbuffer.Cell;
import io.tidemark.sandbox.tablestore.plainbuffer.CellOperation;
import io.tidemark.sandbox.tablestore.plainbuffer.Value;
import io.tidemark.sandbox.tablestore.plainbuffer.ValueType;
import java.util.List;

/** What Tablestore takes as attributes of one write. */
final class ColumnLimits {

    private static final int MAX_COLUMNS = 1024;
    private static final int MAX_NAME_BYTES = 255;
    private static final int MAX_VALUE_BYTES = 2 * 1024 * 1024;

    private ColumnLimits() {}

    static void check(List<Cell> cells, KeySchema schema) {
        if (cells.size() > MAX_COLUMNS) {
            throw TablestoreRefusal.invalidParameter("The number of attribute columns exceeds the limit, limit count: "
                    + MAX_COLUMNS + ", column count: " + cells.size() + ".");
        }
        for (Cell cell : cells) {
            checkName(cell.name(), schema);
            checkShape(cell);
            if (cell.value() != null) {
                checkValue(cell.name(), cell.required());
            }
        }
    }

    private static void checkName(String name, KeySchema schema) {
        if (name.isEmpty() || name.length() > MAX_NAME_BYTES) {
            throw TablestoreRefusal.invalidParameter("Invalid column name: '" + name + "'.");
        }
        if (schema.holds(name)) {
            throw TablestoreRefusal.invalidParameter(
                    "The attribute column's name is the same as a primary key column's: '" + name + "'.");
        }
    }

    private static void checkShape(Cell cell) {
        boolean needsValue = cell.operation() == CellOperation.PUT || cell.operation() == CellOperation.INCREMENT;
        if (needsValue != (cell.value() != null)) {
            throw TablestoreRefusal.invalidParameter("The column '" + cell.name() + "' "
                    + (needsValue ? "has no value." : "is to be deleted and must have no value."));
        }
        if (cell.operation() == CellOperation.DELETE_ONE && cell.timestamp() == null) {
            throw TablestoreRefusal.invalidParameter(
                    "The version of column '" + cell.name() + "' that is to be deleted has no timestamp.");
        }
        if (cell.timestamp() != null && cell.timestamp() < 0) {
            throw TablestoreRefusal.invalidParameter("The timestamp of column '" + cell.name() + "' is negative.");
        }
    }

    private static void checkValue(String name, Value value) {
        if (value.bytes().length > MAX_VALUE_BYTES) {
            throw TablestoreRefusal.invalidParameter("The length of attribute column: '" + name
                    + "' exceeds the MaxLength:" + MAX_VALUE_BYTES + " with CurrentLength:" + value.bytes().length
                    + ".");
        }
        if (value.type() == ValueType.DOUBLE && !Double.isFinite(value.asDouble())) {
            throw TablestoreRefusal.invalidParameter("The value of column '" + name + "' is not a finite number.");
        }
        if (value.type().compareTo(ValueType.INF_MIN) >= 0) {
            throw TablestoreRefusal.invalidParameter("The column '" + name + "' is of no type for attributes.");
        }
    }
}
