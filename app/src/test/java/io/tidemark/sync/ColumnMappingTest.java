package io.tidemark.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.attempt.DirtyRecord;
import io.tidemark.sync.StreamRecord.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The expected rows are those that DataX's reader makes of the same records. */
final class ColumnMappingTest {
    private static final StreamInfo STREAM = new StreamInfo(
            "stream",
            Duration.ofHours(24),
            Instant.EPOCH,
            List.of("id", "line"),
            Map.of("id", ValueType.TEXT, "line", ValueType.INTEGER),
            new TreeSet<>());
    private static final Cell PUT = Cell.put("c", "x", 1_000);
    private static final Cell DELETED_VERSION = new Cell("d", Cell.Operation.DELETE_ONE_VERSION, null, 5);
    private static final Cell DELETED = new Cell("e", Cell.Operation.DELETE_ALL_VERSIONS, null, Cell.NO_VERSION);

    @Test
    void aPutIsARowThatEmptiesAndOneForEachCell() {
        assertThat(rows(record(Operation.PUT, PUT, Cell.put("f", 1.5, 2_000)), false))
                .containsExactly(
                        List.of("k", "1", "-", "-", "-", "DR"),
                        List.of("k", "1", "c", "1000", "x", "U"),
                        List.of("k", "1", "f", "2000", "1.5", "U"));
        assertThat(rows(record(Operation.PUT), false)).containsExactly(List.of("k", "1", "-", "-", "-", "DR"));
    }

    @Test
    void anUpdateIsOneForEachCellAndADeletionOne() {
        assertThat(rows(record(Operation.UPDATE, PUT, DELETED_VERSION, DELETED), false))
                .containsExactly(
                        List.of("k", "1", "c", "1000", "x", "U"),
                        List.of("k", "1", "d", "5", "-", "DO"),
                        List.of("k", "1", "e", "-", "-", "DA"));
        assertThat(rows(record(Operation.DELETE), false)).containsExactly(List.of("k", "1", "-", "-", "-", "DR"));
    }

    @Test
    void anUpdateOfNothingHasNoRow() {
        assertThat(map(mapping(false, table(6)), record(Operation.UPDATE))).isEqualTo(Mapped.ToNothing.NO_COLUMN);
    }

    @Test
    void thePlaceInTheStreamCountsTheCellsOfAChange() {
        assertThat(rows(record(Operation.PUT, PUT), true))
                .extracting(row -> row.get(6))
                .containsExactly(
                        "0000000001_00001795316400001000_0000000002_s0:0000000000",
                        "0000000001_00001795316400001000_0000000002_s0:0000000001");
        assertThat(rows(record(Operation.UPDATE, PUT), true))
                .extracting(row -> row.get(6))
                .containsExactly("0000000001_00001795316400001000_0000000002_s0:0000000000");
    }

    @Test
    void ofACellThatDoesNotFitOnlyItsRowIsLeftOut() {
        Mapped mapped = map(mapping(false, table(6)), record(Operation.UPDATE, Cell.put("c", "misfit", 1), PUT));

        assertThat(mapped.rows()).hasSize(1);
        assertThat(mapped.dirty())
                .extracting(DirtyRecord::toString)
                .containsExactly(
                        "row id=\"k\", line=\"1\", colName=\"c\" does not fit column `c4` (STRING): the value \"misfit\" is the"
                                + " word misfit");
    }

    @Test
    void asManyColumnsAsValuesAreNeeded() {
        assertThatThrownBy(() -> mapping(false, table(5)))
                .hasMessageContaining("rows of 6 values (id, line, colName, version, value, opType), but the table"
                        + " sandbox.quakes_changes(ds=20261122) has 5 columns")
                .hasMessageContaining("List 6 target columns");
    }

    private static Mapping mapping(boolean sequenceInfo, TableInfo table) {
        return Mapping.of(
                Samples.request(Samples.minutes(0, 1), new ExportMode.ColumnMode(sequenceInfo), Optional.empty()),
                STREAM,
                table);
    }

    private static TableInfo table(int columns) {
        return new TableInfo(
                Stream.iterate(0, i -> i + 1)
                        .limit(columns)
                        .map(i -> Samples.text("c" + i, true))
                        .toList(),
                List.of("ds"));
    }

    private static Mapped map(Mapping mapping, StreamRecord record) {
        return mapping.map(record, new ShardId("s0"), new Sightings());
    }

    /** With a dash for null. */
    private static List<List<Object>> rows(StreamRecord record, boolean sequenceInfo) {
        Mapped mapped = map(mapping(sequenceInfo, table(sequenceInfo ? 7 : 6)), record);
        assertThat(mapped.dirty()).isEmpty();
        return mapped.rows().stream()
                .map(row -> RowMappingTest.values(row).stream()
                        .map(ColumnMappingTest::shown)
                        .toList())
                .toList();
    }

    private static Object shown(@Nullable Object value) {
        return value == null ? "-" : value;
    }

    private static StreamRecord record(Operation operation, Cell... cells) {
        return new StreamRecord(
                operation,
                new Sequence(1, 1_795_316_400_001_000L, 2),
                List.of(Cell.key("id", "k"), Cell.key("line", 1L)),
                List.of(cells),
                List.of(),
                10);
    }
}
