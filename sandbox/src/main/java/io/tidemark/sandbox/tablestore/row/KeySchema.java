package io.tidemark.sandbox.tablestore.row;

import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import io.tidemark.sandbox.tablestore.plainbuffer.Cell;
import io.tidemark.sandbox.tablestore.plainbuffer.Value;
import io.tidemark.sandbox.tablestore.plainbuffer.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The primary key that the rows of a table must have. */
public record KeySchema(List<KeyColumn> columns) {

    private static final int MAX_COLUMNS = 4;
    private static final int MAX_VALUE_BYTES = 1024;

    public KeySchema {
        columns = List.copyOf(columns);
        if (columns.isEmpty() || columns.size() > MAX_COLUMNS) {
            throw TablestoreRefusal.invalidParameter(
                    "The number of primary key columns must be in range: [1, " + MAX_COLUMNS + "].");
        }
        if (columns.stream().map(KeyColumn::name).distinct().count() < columns.size()) {
            throw TablestoreRefusal.invalidParameter("Duplicated attribute name of primary key.");
        }
        if (columns.get(0).autoIncrement()) {
            throw TablestoreRefusal.invalidParameter("The first primary key column can't be AUTO_INCREMENT.");
        }
        if (columns.stream().filter(KeyColumn::autoIncrement).count() > 1) {
            throw TablestoreRefusal.invalidParameter("At most one primary key column can be AUTO_INCREMENT.");
        }
        for (KeyColumn column : columns) {
            if (column.autoIncrement() && column.type() != ValueType.INTEGER) {
                throw TablestoreRefusal.invalidParameter("The AUTO_INCREMENT column must be INTEGER type.");
            }
        }
    }

    public boolean holds(String name) {
        return columns.stream().anyMatch(column -> column.name().equals(name));
    }

    /** Refuses a key that does not fit, whose values are too long, or that is not one row's. */
    public void checkRow(List<Cell> key) {
        check(key, false);
    }

    /** Refuses a key that is to be written and does not fit; the server may be asked to number a column. */
    public void checkWrite(List<Cell> key) {
        check(key, true);
    }

    /** Refuses a bound of a range that does not fit; columns may be INF_MIN or INF_MAX. */
    public void checkBound(List<Cell> bound) {
        checkNames(bound);
        for (int i = 0; i < bound.size(); i++) {
            Value value = valueOf(bound.get(i));
            if (value.type() != ValueType.INF_MIN && value.type() != ValueType.INF_MAX) {
                checkType(columns.get(i), value);
            }
        }
    }

    /** The key with the number in place of the placeholder; the same key if there is none. */
    public List<Cell> numbered(List<Cell> key, LongSupplier numbers) {
        for (int i = 0; i < key.size(); i++) {
            if (key.get(i).required().type() == ValueType.AUTO_INCREMENT) {
                List<Cell> numbered = new ArrayList<>(key);
                numbered.set(i, Cell.of(key.get(i).name(), Value.ofInteger(numbers.getAsLong())));
                return numbered;
            }
        }
        return key;
    }

    private void check(List<Cell> key, boolean placeholderAllowed) {
        checkNames(key);
        for (int i = 0; i < key.size(); i++) {
            KeyColumn column = columns.get(i);
            Value value = valueOf(key.get(i));
            if (value.type() == ValueType.AUTO_INCREMENT && placeholderAllowed && column.autoIncrement()) {
                continue;
            }
            checkType(column, value);
            if (value.bytes().length > MAX_VALUE_BYTES) {
                throw TablestoreRefusal.invalidParameter("The length of primary key column: '" + column.name()
                        + "' exceeds the MaxLength:" + MAX_VALUE_BYTES + " with CurrentLength:" + value.bytes().length
                        + ".");
            }
        }
    }

    private void checkNames(List<Cell> key) {
        if (key.size() != columns.size()) {
            throw TablestoreRefusal.invalidKey(
                    "Validate PK size fail. Input: " + key.size() + ", Meta: " + columns.size() + ".");
        }
        for (int i = 0; i < key.size(); i++) {
            if (!key.get(i).name().equals(columns.get(i).name())) {
                throw TablestoreRefusal.invalidKey("Validate PK name fail. Input: "
                        + key.get(i).name() + ", Meta: " + columns.get(i).name() + ".");
            }
        }
    }

    private static Value valueOf(Cell cell) {
        Value value = cell.value();
        if (value == null) {
            throw TablestoreRefusal.invalidKey("The primary key column '" + cell.name() + "' has no value.");
        }
        return value;
    }

    private static void checkType(KeyColumn column, Value value) {
        if (value.type() != column.type()) {
            throw TablestoreRefusal.invalidKey("Validate PK type fail. Input: " + value.type() + ", Meta: "
                    + column.type() + ", column: " + column.name() + ".");
        }
    }
}
