package io.tidemark.sync;

import io.tidemark.attempt.Failure;
import io.tidemark.sync.ColumnConversion.Misfit;
import io.tidemark.workflow.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Row mode ({@code single_version_and_update_only}): one row for each put or update, with the script's columns. A column that
 * the change does not name, or deletes, is null; of two versions in one change the last in the change's order counts; row
 * deletes and changes of none of the columns yield nothing. Pure and thread-safe.
 */
final class RowMapping {
    private static final int SHOWN = 80;

    private final Map<String, int[]> columnsBySource;
    private final TargetColumn[] columns;
    private final int[] required;
    private final boolean emptyAsNull;

    private RowMapping(
            Map<String, int[]> columnsBySource, TargetColumn[] columns, int[] required, boolean emptyAsNull) {
        this.columnsBySource = columnsBySource;
        this.columns = columns;
        this.required = required;
        this.emptyAsNull = emptyAsNull;
    }

    /**
     * Matches source columns with target columns.
     *
     * @throws io.tidemark.attempt.FailureException if a target column does not exist, is named twice, is a partition column,
     *     or must not be null and is not written
     */
    static RowMapping of(SyncRequest request, TableInfo table) {
        Map<String, Integer> byName = new HashMap<>();
        for (int i = 0; i < table.columns().size(); i++) {
            byName.put(table.columns().get(i).name().toLowerCase(Locale.ROOT), i);
        }
        Map<String, List<Integer>> targets = new HashMap<>();
        Set<Integer> written = new HashSet<>();
        for (int i = 0; i < request.columns().size(); i++) {
            String target = request.target().columns().get(i);
            Integer index = byName.get(target.toLowerCase(Locale.ROOT));
            if (index == null) {
                throw unknownColumn(request, table, target);
            }
            if (!written.add(index)) {
                throw Failure.user(
                                "COLUMN_TWICE",
                                "Writer column `" + target + "` is named twice.",
                                "Name every target column once.")
                        .asException();
            }
            table.columns().get(index).conversion().requireWritable();
            targets.computeIfAbsent(request.columns().get(i), name -> new ArrayList<>())
                    .add(index);
        }
        for (int i = 0; i < table.columns().size(); i++) {
            if (!table.columns().get(i).nullable() && !written.contains(i)) {
                throw Failure.user(
                                "COLUMN_MISSING",
                                "Column `" + table.columns().get(i).name() + "` of "
                                        + request.target().display()
                                        + " must not be null, but the script does not write it.",
                                "Add it to the writer's columns.")
                        .asException();
            }
        }
        Map<String, int[]> bySource = new HashMap<>();
        targets.forEach((name, indexes) ->
                bySource.put(name, indexes.stream().mapToInt(Integer::intValue).toArray()));
        TargetColumn[] columns = table.columns().toArray(TargetColumn[]::new);
        int[] required = written.stream()
                .mapToInt(Integer::intValue)
                .filter(i -> !columns[i].nullable())
                .sorted()
                .toArray();
        return new RowMapping(bySource, columns, required, request.target().emptyAsNull());
    }

    private static RuntimeException unknownColumn(SyncRequest request, TableInfo table, String target) {
        if (table.partitionColumns().stream().anyMatch(target::equalsIgnoreCase)) {
            return Failure.user(
                            "PARTITION_COLUMN_WRITTEN",
                            "Writer column `" + target + "` is a partition column of "
                                    + request.target().display() + ".",
                            "Give its value in the writer's `partition` and take it out of `column`.")
                    .asException();
        }
        List<String> names = table.columns().stream().map(TargetColumn::name).toList();
        return Failure.user(
                        "COLUMN_NOT_FOUND",
                        "Writer column `" + target + "` is not in table "
                                + request.target().display() + ".",
                        NearestName.of(target, names)
                                .map(nearest -> "The nearest column is `" + nearest
                                        + "`; correct the script or add the column.")
                                .orElse("Correct the script or add the column."))
                .asException();
    }

    Mapped map(StreamRecord record) {
        if (record.operation() == StreamRecord.Operation.DELETE) {
            return Mapped.ToNothing.INSTANCE;
        }
        @Nullable Object[] values = new @Nullable Object[columns.length];
        boolean present = false;
        for (List<Cell> cells : List.of(record.primaryKey(), record.cells())) {
            for (Cell cell : cells) {
                int[] targets = columnsBySource.get(cell.name());
                if (targets == null) {
                    continue;
                }
                present = true;
                for (int target : targets) {
                    try {
                        values[target] = value(cell, columns[target]);
                    } catch (Misfit misfit) {
                        return dirty(record, columns[target], cell.value(), misfit.reason());
                    }
                }
            }
        }
        if (!present) {
            return Mapped.ToNothing.INSTANCE;
        }
        for (int column : required) {
            if (values[column] == null) {
                return dirty(record, columns[column], null, "is missing, and the column must not be null");
            }
        }
        return new Mapped.ToRow(new Row(values));
    }

    private @Nullable Object value(Cell cell, TargetColumn column) throws Misfit {
        Object value = cell.value();
        if (cell.operation() != Cell.Operation.PUT || value == null || (emptyAsNull && "".equals(value))) {
            return null;
        }
        return column.conversion().convert(value);
    }

    private static Mapped dirty(StreamRecord record, TargetColumn column, @Nullable Object value, String reason) {
        return new Mapped.ToDirty(
                new DirtyRecord(key(record), column.name(), column.type(), value == null ? "" : shown(value), reason));
    }

    private static String key(StreamRecord record) {
        StringBuilder key = new StringBuilder();
        for (Cell cell : record.primaryKey()) {
            key.append(key.length() == 0 ? "" : ", ").append(cell.name()).append('=');
            key.append(cell.value() == null ? "null" : shown(cell.value()));
        }
        return key.toString();
    }

    private static String shown(Object value) {
        if (value instanceof byte[] bytes) {
            return "(" + bytes.length + " bytes)";
        }
        String text = value.toString()
                .codePoints()
                .limit(SHOWN + 1L)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return "\"" + (text.length() > SHOWN ? text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "..." : text)
                + "\"";
    }
}
