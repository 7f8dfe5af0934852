package io.tidemark.sync;

import io.tidemark.attempt.Failure;
import io.tidemark.sync.ColumnConversion.Misfit;
import io.tidemark.sync.StreamRecord.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Row mode: one row for each put or update, with the script's columns. A column that the change does not name, or deletes, is
 * null; of several versions in one change the newest counts that the change itself does not delete again; a change that writes none
 * of the columns has no row.
 */
final class RowMapping implements Mapping {
    private static final int[] NOWHERE = {};

    private final TargetLayout layout;
    private final Map<String, Named> named;
    /** As the script has them. */
    private final List<Named> inOrder;

    private final Map<String, int[]> old;
    private final @Nullable Object[] constants;
    private final Optional<Operations> operations;
    /** Of the script. */
    private final int columns;

    /** One of the script's columns, which may be written to several of the target. */
    private static final class Named {
        /** In the script, from 0; of those with the same name the first one's. */
        private final int index;

        /** Positions in the table. */
        private final int[] targets;

        private Named(int index, int[] targets) {
            this.index = index;
            this.targets = targets;
        }
    }

    /** Where the name of the operation goes, and what the column makes of it. */
    private record Operations(int target, Map<Operation, Object> values) {}

    private RowMapping(
            TargetLayout layout,
            Map<String, Named> named,
            Map<String, int[]> old,
            @Nullable Object[] constants,
            Optional<Operations> operations,
            int columns) {
        this.layout = layout;
        this.named = named;
        this.inOrder = named.values().stream()
                .sorted(Comparator.comparingInt(column -> column.index))
                .toList();
        this.old = old;
        this.constants = constants;
        this.operations = operations;
        this.columns = columns;
    }

    /**
     * Matches the script's columns with those of the target.
     *
     * @throws io.tidemark.attempt.FailureException as {@link TargetLayout#of}; if a constant does not fit; if the stream does not
     *     keep old values that are asked for
     */
    static RowMapping of(ExportMode.RowMode mode, SyncRequest request, StreamInfo stream, TableInfo table) {
        requireOldValues(mode, request, stream);
        TargetLayout layout = TargetLayout.of(request.target(), table, targets(mode, request));
        Map<String, List<Integer>> named = new HashMap<>();
        Map<String, List<Integer>> old = new HashMap<>();
        Map<String, Integer> first = new HashMap<>();
        @Nullable Object[] constants = layout.emptyRow();
        for (int i = 0; i < mode.columns().size(); i++) {
            int position = layout.position(i);
            SourceColumn column = mode.columns().get(i);
            if (column instanceof SourceColumn.Named plain) {
                named.computeIfAbsent(plain.name(), name -> new ArrayList<>()).add(position);
                first.putIfAbsent(plain.name(), i);
            } else if (column instanceof SourceColumn.Old before) {
                old.computeIfAbsent(before.name(), name -> new ArrayList<>()).add(position);
            } else if (column instanceof SourceColumn.Constant constant) {
                constants[position] = layout.constant(constant.value(), position);
            }
        }
        Map<String, Named> columns = new HashMap<>();
        named.forEach((name, targets) -> columns.put(name, new Named(first.getOrDefault(name, 0), ints(targets))));
        Map<String, int[]> before = new HashMap<>();
        old.forEach((name, targets) -> before.put(name, ints(targets)));
        return new RowMapping(
                layout,
                columns,
                before,
                constants,
                operations(mode, layout),
                mode.columns().size());
    }

    /** The names of the target columns: the script's, or for {@code *} those of the source columns. */
    private static List<String> targets(ExportMode.RowMode mode, SyncRequest request) {
        return request.target()
                .columns()
                .orElseGet(() -> mode.columns().stream()
                        .filter(SourceColumn.Named.class::isInstance)
                        .map(column -> ((SourceColumn.Named) column).name())
                        .toList());
    }

    private static void requireOldValues(ExportMode.RowMode mode, SyncRequest request, StreamInfo stream) {
        for (SourceColumn column : mode.columns()) {
            if (column instanceof SourceColumn.Old old && !stream.oldValues().contains(old.name())) {
                throw Failure.user(
                                "OLD_VALUES_NOT_KEPT",
                                "The stream of table `" + request.source().table()
                                        + "` does not keep the old values of `" + old.name() + "`; it keeps "
                                        + (stream.oldValues().isEmpty()
                                                ? "none"
                                                : "those of " + String.join(", ", stream.oldValues()))
                                        + ".",
                                "Tell the stream to keep them (its origin columns), or take the column with `old` out of the"
                                        + " script.")
                        .asException();
            }
        }
    }

    private static Optional<Operations> operations(ExportMode.RowMode mode, TargetLayout layout) {
        if (!mode.includeDeletes()) {
            return Optional.empty();
        }
        int target = layout.position(mode.columns().size());
        Map<Operation, Object> values = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            values.put(operation, layout.constant(operation.name(), target));
        }
        return Optional.of(new Operations(target, values));
    }

    private static int[] ints(List<Integer> positions) {
        return positions.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public Mapped map(StreamRecord record, ShardId shard, Sightings sightings) {
        boolean delete = record.operation() == Operation.DELETE;
        if (delete && operations.isEmpty()) {
            return Mapped.ToNothing.ROW_DELETE;
        }
        @Nullable Cell[] said = new @Nullable Cell[columns];
        boolean present = delete;
        for (Cell cell : record.primaryKey()) {
            present |= hear(cell, record, named.get(cell.name()), said, sightings);
        }
        for (Cell cell : record.cells()) {
            Named column = named.get(cell.name());
            if (column == null) {
                sightings.unnamed(cell.name());
            }
            present |= hear(cell, record, column, said, sightings);
        }
        @Nullable Object[] values = constants.clone();
        try {
            for (Named column : inOrder) {
                Cell cell = said[column.index];
                if (cell != null) {
                    set(cell, column.targets, values);
                }
            }
            for (Cell cell : old.isEmpty() ? List.<Cell>of() : record.before()) {
                set(cell, old.getOrDefault(cell.name(), NOWHERE), values);
            }
        } catch (DirtyCell dirty) {
            return new Mapped.ToDirty(layout.dirty(record, dirty.target, dirty.cell.value(), dirty.reason()));
        }
        if (!present) {
            return Mapped.ToNothing.NO_COLUMN;
        }
        operations.ifPresent(
                operation -> values[operation.target()] = operation.values().get(record.operation()));
        return layout.finished(values, record);
    }

    /** Keeps what the change says about one of the script's columns. Returns whether the cell gives it a value. */
    private static boolean hear(
            Cell cell, StreamRecord record, @Nullable Named column, @Nullable Cell[] said, Sightings sightings) {
        if (column == null) {
            return false;
        }
        sightings.seen(column.index);
        said[column.index] = said[column.index] == null ? cell : newest(record.cells(), cell.name());
        boolean put = cell.operation() == Cell.Operation.PUT;
        if (!put) {
            sightings.columnDeleted();
        }
        return put;
    }

    /** What is left of a column that a change names more than once: its newest version, or the deletion that left none. */
    private static @Nullable Cell newest(List<Cell> cells, String name) {
        NavigableMap<Long, Cell> versions = new TreeMap<>();
        Cell last = null;
        for (Cell cell : cells) {
            if (cell.name().equals(name)) {
                last = cell;
                switch (cell.operation()) {
                    case PUT -> versions.put(cell.version(), cell);
                    case DELETE_ONE_VERSION -> versions.remove(cell.version());
                    case DELETE_ALL_VERSIONS -> versions.clear();
                }
            }
        }
        return versions.isEmpty() ? last : versions.lastEntry().getValue();
    }

    private void set(Cell cell, int[] targets, @Nullable Object[] values) throws DirtyCell {
        for (int target : targets) {
            try {
                values[target] = layout.converted(cell.value(), target);
            } catch (Misfit misfit) {
                throw new DirtyCell(cell, target, misfit);
            }
        }
    }

    /** A value does not fit one of its columns. */
    private static final class DirtyCell extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Cell cell;
        private final int target;

        DirtyCell(Cell cell, int target, Misfit misfit) {
            super(misfit.reason(), null, false, false);
            this.cell = cell;
            this.target = target;
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
