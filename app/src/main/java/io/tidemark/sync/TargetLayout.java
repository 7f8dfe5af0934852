package io.tidemark.sync;

import io.tidemark.attempt.DirtyRecord;
import io.tidemark.attempt.Failure;
import io.tidemark.sync.ColumnConversion.Misfit;
import io.tidemark.workflow.NearestName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of the target table the values of a row go to: value {@code i} of a row, in the script's order, to the table's
 * column {@code position(i)}. Immutable.
 */
final class TargetLayout {
    private final TargetColumn[] columns;
    private final int[] positions;
    private final int[] required;
    private final boolean emptyAsNull;

    private TargetLayout(TargetColumn[] columns, int[] positions, int[] required, boolean emptyAsNull) {
        this.columns = columns;
        this.positions = positions;
        this.required = required;
        this.emptyAsNull = emptyAsNull;
    }

    /**
     * Finds the target columns of the values of a row.
     *
     * @param names of the target columns, in the order of the values
     * @throws io.tidemark.attempt.FailureException if a target column does not exist, is named twice, is a partition column, or
     *     must not be null and is not written
     */
    static TargetLayout of(SyncRequest.Target target, TableInfo table, List<String> names) {
        Map<String, Integer> byName = new HashMap<>();
        for (int i = 0; i < table.columns().size(); i++) {
            byName.put(table.columns().get(i).name().toLowerCase(Locale.ROOT), i);
        }
        Set<Integer> written = new HashSet<>();
        int[] positions = new int[names.size()];
        for (int i = 0; i < positions.length; i++) {
            String name = names.get(i);
            Integer position = byName.get(name.toLowerCase(Locale.ROOT));
            if (position == null) {
                throw unknownColumn(target, table, name);
            }
            if (!written.add(position)) {
                throw Failure.user(
                                "COLUMN_TWICE",
                                "Writer column `" + name + "` is named twice.",
                                "Name every target column once.")
                        .asException();
            }
            table.columns().get(position).conversion().requireWritable();
            positions[i] = position;
        }
        for (int i = 0; i < table.columns().size(); i++) {
            if (!table.columns().get(i).nullable() && !written.contains(i)) {
                throw Failure.user(
                                "COLUMN_MISSING",
                                "Column `" + table.columns().get(i).name() + "` of " + target.display()
                                        + " must not be null, but the script does not write it.",
                                "Add it to the writer's columns.")
                        .asException();
            }
        }
        TargetColumn[] columns = table.columns().toArray(TargetColumn[]::new);
        int[] required = written.stream()
                .mapToInt(Integer::intValue)
                .filter(i -> !columns[i].nullable())
                .sorted()
                .toArray();
        return new TargetLayout(columns, positions, required, target.emptyAsNull());
    }

    private static RuntimeException unknownColumn(SyncRequest.Target target, TableInfo table, String name) {
        if (table.partitionColumns().stream().anyMatch(name::equalsIgnoreCase)) {
            return Failure.user(
                            "PARTITION_COLUMN_WRITTEN",
                            "Writer column `" + name + "` is a partition column of " + target.display() + ".",
                            "Give its value in the writer's `partition` and take it out of `column`.")
                    .asException();
        }
        List<String> names = table.columns().stream().map(TargetColumn::name).toList();
        return Failure.user(
                        "COLUMN_NOT_FOUND",
                        target.columns().isPresent()
                                ? "Writer column `" + name + "` is not in table " + target.display() + "."
                                : "The writer's `*` finds no column `" + name + "` in table " + target.display() + ".",
                        NearestName.of(name, names)
                                .map(nearest -> "The nearest column is `" + nearest
                                        + "`; correct the script or add the column.")
                                .orElse("Correct the script or add the column."))
                .asException();
    }

    int position(int value) {
        return positions[value];
    }

    /** A row of the table in which every column is null. */
    @Nullable
    Object[] emptyRow() {
        return new @Nullable Object[columns.length];
    }

    /**
     * A value as its target column holds it.
     *
     * @param value of the source; null for none
     */
    @Nullable
    Object converted(@Nullable Object value, int position) throws Misfit {
        if (value == null || (emptyAsNull && "".equals(value))) {
            return null;
        }
        return columns[position].conversion().convert(value);
    }

    /** A value that the script itself says, so that what does not fit is its mistake. */
    @Nullable
    Object constant(Object value, int position) {
        try {
            return columns[position].conversion().convert(value);
        } catch (Misfit misfit) {
            throw Failure.user(
                            "CONSTANT_DOES_NOT_FIT",
                            "The constant " + ShownValue.of(value) + " does not fit column `"
                                    + columns[position].name() + "` (" + columns[position].type() + "): it "
                                    + misfit.reason() + ".",
                            "Correct the constant, or write it to a column of another type.")
                    .asException();
        }
    }

    /** The finished row; dirty if a column is null that must not be. */
    Mapped finished(@Nullable Object[] values, StreamRecord record) {
        for (int position : required) {
            if (values[position] == null) {
                return new Mapped.ToDirty(dirty(record, position, null, "is missing, and the column must not be null"));
            }
        }
        return new Mapped.ToRow(new Row(values));
    }

    /**
     * The row that a record does not become.
     *
     * @param reason completes "the value ..."
     */
    DirtyRecord dirty(StreamRecord record, int position, @Nullable Object value, String reason) {
        return new DirtyRecord(
                ShownValue.key(record),
                columns[position].name(),
                columns[position].type(),
                value == null ? "" : ShownValue.of(value),
                reason);
    }
}
