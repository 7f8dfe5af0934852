package io.tidemark.sync;

import io.tidemark.attempt.DirtyRecord;
import io.tidemark.attempt.Failure;
import io.tidemark.sync.ColumnConversion.Misfit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Column mode: one row for each cell of a change. A put of a whole row is first a row that says that what was there is gone, then
 * its cells; so folding the rows of a key in the order of the stream yields the table's row.
 */
final class ColumnMapping implements Mapping {
    /** What happened, in the words of DataX. */
    private enum Change {
        /** A version of a column was written. */
        U,
        /** A version of a column was deleted. */
        DO,
        /** All versions of a column were deleted. */
        DA,
        /** The row was deleted or is about to be written anew. */
        DR
    }

    /** The names of the values behind the primary key's. */
    private static final List<String> NAMES = List.of("colName", "version", "value", "opType");

    private static final int VERSION = 1;

    private static final String SEQUENCE_INFO = "sequenceInfo";

    private final TargetLayout layout;
    private final int keys;
    private final boolean sequenceInfo;

    private ColumnMapping(TargetLayout layout, int keys, boolean sequenceInfo) {
        this.layout = layout;
        this.keys = keys;
        this.sequenceInfo = sequenceInfo;
    }

    /**
     * Matches the values of the mode with the columns of the target, one after the other.
     *
     * @throws io.tidemark.attempt.FailureException as {@link TargetLayout#of}; code {@code COLUMN_COUNT} if there are more or
     *     fewer target columns
     */
    static ColumnMapping of(ExportMode.ColumnMode mode, SyncRequest request, StreamInfo stream, TableInfo table) {
        List<String> values = names(mode, stream);
        List<String> targets = request.target()
                .columns()
                .orElseGet(
                        () -> table.columns().stream().map(TargetColumn::name).toList());
        if (targets.size() != values.size()) {
            throw Failure.user(
                            "COLUMN_COUNT",
                            "In column mode a change of table `"
                                    + request.source().table() + "` becomes rows of " + values.size() + " values ("
                                    + String.join(", ", values) + "), but "
                                    + (request.target().columns().isPresent()
                                            ? "the writer has "
                                            : "the table " + request.target().display() + " has ")
                                    + targets.size() + " columns.",
                            "List " + values.size() + " target columns in the writer's `column`, in this order.")
                    .asException();
        }
        return new ColumnMapping(
                TargetLayout.of(request.target(), table, targets),
                stream.primaryKey().size(),
                mode.sequenceInfo());
    }

    /** What the values of a row are called. */
    static List<String> names(ExportMode.ColumnMode mode, StreamInfo stream) {
        List<String> names = new ArrayList<>(stream.primaryKey());
        names.addAll(NAMES);
        if (mode.sequenceInfo()) {
            names.add(SEQUENCE_INFO);
        }
        return names;
    }

    /**
     * What holds a value behind the primary key's.
     *
     * @param place from 0
     */
    static ValueType type(int place) {
        return place == VERSION ? ValueType.INTEGER : ValueType.TEXT;
    }

    @Override
    public Mapped map(StreamRecord record, ShardId shard, Sightings sightings) {
        if (record.primaryKey().size() != keys) {
            throw Failure.bug(
                            "KEY_DIFFERS",
                            "A change of row " + ShownValue.key(record) + " has "
                                    + record.primaryKey().size() + " columns of the primary key, and the table " + keys
                                    + ".",
                            "Report this with the table's description.")
                    .asException();
        }
        Rows rows = new Rows(record, shard);
        if (record.operation() != StreamRecord.Operation.UPDATE) {
            rows.add(null, Change.DR);
        }
        for (Cell cell : record.cells()) {
            rows.add(cell, change(cell));
        }
        return rows.isEmpty() ? Mapped.ToNothing.NO_COLUMN : new Mapped.ToRows(rows.good, rows.dirty);
    }

    private static Change change(Cell cell) {
        return switch (cell.operation()) {
            case PUT -> Change.U;
            case DELETE_ONE_VERSION -> Change.DO;
            case DELETE_ALL_VERSIONS -> Change.DA;
        };
    }

    /** The rows of one record. */
    private final class Rows {
        private final StreamRecord record;
        private final ShardId shard;
        private final List<Row> good = new ArrayList<>();
        private final List<DirtyRecord> dirty = new ArrayList<>();
        private final @Nullable Object[] key = layout.emptyRow();
        private final @Nullable DirtyRecord dirtyKey;
        private int index;

        Rows(StreamRecord record, ShardId shard) {
            this.record = record;
            this.shard = shard;
            this.dirtyKey = convertKey();
        }

        /** The values of the key are the same in every row. */
        private @Nullable DirtyRecord convertKey() {
            for (int at = 0; at < keys; at++) {
                @Nullable Object value = record.primaryKey().get(at).value();
                try {
                    set(key, at, value);
                } catch (Misfit misfit) {
                    return layout.dirty(record, layout.position(at), value, misfit.reason());
                }
            }
            return null;
        }

        boolean isEmpty() {
            return good.isEmpty() && dirty.isEmpty();
        }

        /** Adds the row of a cell, or of the whole row when there is none. */
        void add(@Nullable Cell cell, Change change) {
            if (dirtyKey != null) {
                dirty.add(dirtyKey);
            } else {
                addBehindKey(cell, change);
            }
            index++;
        }

        private void addBehindKey(@Nullable Cell cell, Change change) {
            @Nullable Object[] values = key.clone();
            int at = keys;
            @Nullable Object value = null;
            try {
                for (@Nullable Object next : behindKey(cell, change)) {
                    value = next;
                    set(values, at, value);
                    at++;
                }
            } catch (Misfit misfit) {
                dirty.add(of(cell, layout.dirty(record, layout.position(at), value, misfit.reason())));
                return;
            }
            Mapped row = layout.finished(values, record);
            good.addAll(row.rows());
            row.dirty().forEach(one -> dirty.add(of(cell, one)));
        }

        /** Says which of the row's cells it was: the target column is the same for all. */
        private DirtyRecord of(@Nullable Cell cell, DirtyRecord one) {
            return cell == null
                    ? one
                    : new DirtyRecord(
                            one.key() + ", " + NAMES.get(0) + "=" + ShownValue.of(cell.name()),
                            one.column(),
                            one.type(),
                            one.value(),
                            one.reason());
        }

        private void set(@Nullable Object[] values, int at, @Nullable Object value) throws Misfit {
            int position = layout.position(at);
            values[position] = layout.converted(value, position);
        }

        private @Nullable Object[] behindKey(@Nullable Cell cell, Change change) {
            @Nullable Object name = cell == null ? null : cell.name();
            @Nullable Object version = cell == null || cell.version() == Cell.NO_VERSION ? null : cell.version();
            @Nullable Object value = cell == null ? null : cell.value();
            return sequenceInfo
                    ? new @Nullable Object[] {name, version, value, change.name(), place()}
                    : new @Nullable Object[] {name, version, value, change.name()};
        }

        /** Sorts as text as the cells do in their shard; the format is DataX's. */
        private String place() {
            Sequence sequence = record.sequence();
            return padded(sequence.epoch(), 10)
                    + "_"
                    + padded(sequence.timestampMicros(), 20)
                    + "_"
                    + padded(sequence.rowIndex(), 10)
                    + "_"
                    + shard
                    + ":"
                    + padded(index, 10);
        }
    }

    /** A number that is not negative, with zeros before it. */
    private static String padded(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
