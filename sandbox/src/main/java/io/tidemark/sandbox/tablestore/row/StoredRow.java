package io.tidemark.sandbox.tablestore.row;

import io.tidemark.sandbox.tablestore.plainbuffer.Cell;
import io.tidemark.sandbox.tablestore.plainbuffer.MalformedRowException;
import io.tidemark.sandbox.tablestore.plainbuffer.Row;
import io.tidemark.sandbox.tablestore.plainbuffer.RowReader;
import io.tidemark.sandbox.tablestore.plainbuffer.RowWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The present state of a row: its columns by name, of each the newest versions first. Immutable. Kept encoded, since
 * most rows are held for long and looked at seldom.
 */
public final class StoredRow {

    private static final Comparator<Cell> ORDER =
            Comparator.comparing(Cell::name).thenComparing(Cell::version, Comparator.reverseOrder());

    private final byte[] encoded;

    private StoredRow(Row row) {
        encoded = RowWriter.encode(row);
    }

    /**
     * The row after a change, or {@code null} if there is none then. A merge that only deletes makes no row.
     *
     * @param change a resolved change: every value has a version, nothing is an increment
     * @param maxVersions how many versions of a column are kept; -1 for all
     */
    public static @Nullable StoredRow after(@Nullable StoredRow before, ChangeType type, Row change, int maxVersions) {
        return switch (type) {
            case DELETE -> null;
            case PUT -> new StoredRow(merged(List.of(), change, maxVersions));
            case UPDATE -> {
                boolean puts =
                        change.cells().isEmpty() || change.cells().stream().anyMatch(cell -> cell.value() != null);
                yield before == null && !puts
                        ? null
                        : new StoredRow(merged(before == null ? List.of() : before.cells(), change, maxVersions));
            }
        };
    }

    public Row row() {
        try {
            return RowReader.decode(encoded);
        } catch (MalformedRowException e) {
            throw new IllegalStateException("A row in memory was changed.", e);
        }
    }

    public List<Cell> cells() {
        return row().cells();
    }

    /** The row with its header, as it may be sent when nothing is left out. */
    public byte[] encoded() {
        return encoded;
    }

    /** The newest version of a column. */
    public @Nullable Cell newest(String name) {
        return cells().stream()
                .filter(cell -> cell.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static Row merged(List<Cell> before, Row change, int maxVersions) {
        TreeMap<String, List<Cell>> columns = new TreeMap<>();
        before.forEach(cell ->
                columns.computeIfAbsent(cell.name(), name -> new ArrayList<>(1)).add(cell));
        for (Cell cell : change.cells()) {
            switch (cell.operation()) {
                case PUT, INCREMENT -> {
                    List<Cell> versions = columns.computeIfAbsent(cell.name(), name -> new ArrayList<>(1));
                    removeVersion(versions, cell);
                    versions.add(cell);
                }
                case DELETE_ALL -> columns.remove(cell.name());
                case DELETE_ONE -> removeVersion(columns.getOrDefault(cell.name(), new ArrayList<>()), cell);
            }
        }
        List<Cell> cells = new ArrayList<>();
        for (List<Cell> versions : columns.values()) {
            versions.sort(ORDER);
            int kept = maxVersions < 0 ? versions.size() : Math.min(maxVersions, versions.size());
            cells.addAll(versions.subList(0, kept));
        }
        return new Row(change.key(), cells);
    }

    private static void removeVersion(List<Cell> versions, Cell cell) {
        versions.removeIf(version -> Objects.equals(version.timestamp(), cell.timestamp()));
    }
}
