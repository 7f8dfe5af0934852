package io.tidemark.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.sync.StreamRecord.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RowMappingTest {
    private static final ExportMode PLAIN = Samples.rows("id", "v");

    private final Sightings sightings = new Sightings();

    @Test
    void writesTheScriptsColumnsInTheTablesOrder() {
        Mapped mapped = map(mapping(PLAIN), update(Cell.put("other", 1L, 1), Cell.put("v", "x", 1)));

        assertThat(values(mapped)).containsExactly("k", "x");
    }

    @Test
    void ofSeveralVersionsTheNewestCountsThatIsNotDeletedAgain() {
        assertThat(v(Cell.put("v", "new", 2), Cell.put("v", "old", 1))).isEqualTo("new");
        assertThat(v(Cell.put("v", "first", 2), Cell.put("v", "second", 2))).isEqualTo("second");
        assertThat(v(Cell.put("v", "x", 1), deleted("v"))).isNull();
        assertThat(v(deleted("v"), Cell.put("v", "x", 1))).isEqualTo("x");
        assertThat(v(Cell.put("v", "x", 7), deleted("v", 5))).isEqualTo("x");
        assertThat(v(Cell.put("v", "x", 5), deleted("v", 5))).isNull();
        assertThat(v(Cell.put("v", "old", 5), Cell.put("v", "new", 7), deleted("v", 7)))
                .isEqualTo("old");
        assertThat(v(Cell.put("v", "x", 5), deleted("v", 5), deleted("v", 7))).isNull();
    }

    @Test
    void aValueThatDoesNotCountNeedNotFit() {
        assertThat(v(Cell.put("v", "misfit", 5), Cell.put("v", "new", 7))).isEqualTo("new");
        assertThat(v(Cell.put("v", "misfit", 5), deleted("v"))).isNull();
    }

    private @Nullable Object v(Cell... cells) {
        return values(map(mapping(PLAIN), update(cells))).get(1);
    }

    private static Cell deleted(String name, long version) {
        return new Cell(name, Cell.Operation.DELETE_ONE_VERSION, null, version);
    }

    @Test
    void aRowDeleteHasNoRow() {
        assertThat(map(mapping(PLAIN), record(Operation.DELETE))).isEqualTo(Mapped.ToNothing.ROW_DELETE);
    }

    @Test
    void aChangeThatWritesNoneOfTheColumnsHasNoRow() {
        Mapping mapping = mapping(Samples.rows("v"), List.of("v"), Samples.table());

        assertThat(map(mapping, update(Cell.put("other", 1L, 1)))).isEqualTo(Mapped.ToNothing.NO_COLUMN);
        assertThat(map(mapping, update(deleted("v")))).isEqualTo(Mapped.ToNothing.NO_COLUMN);
    }

    @Test
    void withDeletesEveryChangeSaysWhatItWas() {
        ExportMode mode =
                new ExportMode.RowMode(List.of(new SourceColumn.Named("id"), new SourceColumn.Named("v")), true);
        TableInfo table = new TableInfo(
                List.of(Samples.text("op", true), Samples.text("id", true), Samples.text("v", true)), List.of());
        Mapping mapping = mapping(mode, List.of("id", "v", "op"), table);

        assertThat(values(map(mapping, record(Operation.PUT, Cell.put("v", "x", 1)))))
                .containsExactly("PUT", "k", "x");
        assertThat(values(map(mapping, update(deleted("v"))))).containsExactly("UPDATE", "k", null);
        assertThat(values(map(mapping, record(Operation.DELETE)))).containsExactly("DELETE", "k", null);
    }

    @Test
    void constantsAndOldValuesStandWhereTheScriptHasThem() {
        ExportMode mode = new ExportMode.RowMode(
                List.of(
                        new SourceColumn.Constant("20261122"),
                        new SourceColumn.Old("v"),
                        new SourceColumn.Named("v"),
                        new SourceColumn.Named("v")),
                false);
        TableInfo table = new TableInfo(
                List.of(
                        Samples.text("ds", true),
                        Samples.text("before", true),
                        Samples.text("after", true),
                        Samples.text("again", true)),
                List.of());
        Mapping mapping = mapping(mode, List.of("ds", "before", "after", "again"), table);
        StreamRecord change = new StreamRecord(
                Operation.UPDATE,
                new Sequence(0, 1, 0),
                List.of(Cell.key("id", "k")),
                List.of(Cell.put("v", "x", 2)),
                List.of(Cell.put("v", "was", 1), Cell.put("w", "else", 1)),
                10);

        assertThat(values(map(mapping, change))).containsExactly("20261122", "was", "x", "x");
        assertThat(values(map(mapping, update(Cell.put("v", "x", 1))))).containsExactly("20261122", null, "x", "x");
    }

    @Test
    void oldValuesThatTheStreamDoesNotKeepAreRefusedBeforeTheRead() {
        ExportMode mode = new ExportMode.RowMode(List.of(new SourceColumn.Old("w")), false);

        assertThatThrownBy(() -> mapping(mode, List.of("v"), Samples.table()))
                .hasMessageContaining("does not keep the old values of `w`; it keeps those of v");
    }

    @Test
    void aConstantThatDoesNotFitIsTheScriptsMistake() {
        ExportMode mode = new ExportMode.RowMode(List.of(new SourceColumn.Constant("misfit")), false);

        assertThatThrownBy(() -> mapping(mode, List.of("v"), Samples.table()))
                .hasMessageContaining(
                        "The constant \"misfit\" does not fit column `v` (STRING): it is the word misfit");
    }

    @Test
    void aStarFindsTheColumnsByNameWithoutRegardToCase() {
        TableInfo table = new TableInfo(
                List.of(Samples.text("V", true), Samples.text("more", true), Samples.text("ID", true)), List.of());
        Mapping mapping = Mapping.of(request(PLAIN, Optional.empty()), stream(), table);

        assertThat(values(map(mapping, update(Cell.put("v", "x", 1))))).containsExactly("x", null, "k");
        assertThatThrownBy(
                        () -> Mapping.of(request(Samples.rows("id", "w"), Optional.empty()), stream(), Samples.table()))
                .hasMessageContaining("The writer's `*` finds no column `w`");
    }

    @Test
    void aValueThatDoesNotFitNamesRowColumnTypeAndReason() {
        Mapped mapped = map(mapping(PLAIN), update(Cell.put("v", "misfit", 1)));

        assertThat(mapped.rows()).isEmpty();
        assertThat(mapped.dirty())
                .singleElement()
                .hasToString("row id=\"k\" does not fit column `v` (STRING): the value \"misfit\" is the word misfit");
    }

    @Test
    void aMissingValueOfARequiredColumnIsDirty() {
        TableInfo table = new TableInfo(List.of(Samples.text("id", true), Samples.text("v", false)), List.of());

        assertThat(map(mapping(PLAIN, List.of("id", "v"), table), update())).isInstanceOf(Mapped.ToDirty.class);
    }

    @Test
    void seesWhichColumnsTheChangesHave() {
        Mapping mapping = mapping(PLAIN);
        map(mapping, update(Cell.put("vv", "x", 1), Cell.put("w", 1L, 1)));
        map(mapping, update(Cell.put("w", 2L, 1)));

        assertThat(sightings.hasSeen(0)).isTrue();
        assertThat(sightings.hasSeen(1)).isFalse();
        assertThat(sightings.unnamed()).isEqualTo(Map.of("vv", 1L, "w", 2L));
        Lines log = new Lines();
        new ColumnReport(PLAIN, sightings).write(log);
        assertThat(log.all())
                .containsExactly(
                        "WARN no change of the window has the column `v`, which is null in each row; the stream has `vv`,"
                                + " which the script does not name: correct the script if that is meant",
                        "INFO columns that no change of the window has: v",
                        "INFO columns of the stream that the script does not name, and in how many changes they are: vv (1), w (2)");
    }

    @Test
    void anUnknownTargetColumnNamesTheNearestOne() {
        TableInfo table = new TableInfo(List.of(Samples.text("id", true), Samples.text("vv", true)), List.of());

        assertThatThrownBy(() -> mapping(PLAIN, List.of("id", "v"), table))
                .hasMessageContaining("`v` is not in table sandbox.quakes_changes")
                .hasMessageContaining("nearest column is `vv`");
    }

    @Test
    void aPartitionColumnIsNotWrittenAsData() {
        TableInfo table = new TableInfo(List.of(Samples.text("id", true)), List.of("v"));

        assertThatThrownBy(() -> mapping(PLAIN, List.of("id", "v"), table))
                .hasMessageContaining("is a partition column");
    }

    @Test
    void aRequiredColumnThatNobodyWritesIsRefusedBeforeTheRead() {
        TableInfo table = new TableInfo(
                List.of(Samples.text("id", true), Samples.text("v", true), Samples.text("w", false)), List.of());

        assertThatThrownBy(() -> mapping(PLAIN, List.of("id", "v"), table))
                .hasMessageContaining("Column `w`")
                .hasMessageContaining("must not be null");
    }

    private static Mapping mapping(ExportMode mode) {
        return mapping(mode, List.of("id", "v"), Samples.table());
    }

    private static Mapping mapping(ExportMode mode, List<String> columns, TableInfo table) {
        return Mapping.of(request(mode, Optional.of(columns)), stream(), table);
    }

    private static SyncRequest request(ExportMode mode, Optional<List<String>> columns) {
        return Samples.request(Samples.minutes(0, 1), mode, columns);
    }

    /** One that keeps the old values of {@code v}. */
    private static StreamInfo stream() {
        return new StreamInfo(
                "stream",
                Duration.ofHours(24),
                Instant.EPOCH,
                List.of("id"),
                Map.of("id", ValueType.TEXT),
                new TreeSet<>(List.of("v")));
    }

    private Mapped map(Mapping mapping, StreamRecord record) {
        return mapping.map(record, new ShardId("s"), sightings);
    }

    static List<@Nullable Object> values(Mapped mapped) {
        assertThat(mapped.dirty()).isEmpty();
        assertThat(mapped.rows()).hasSize(1);
        return values(mapped.rows().get(0));
    }

    static List<@Nullable Object> values(Row row) {
        @Nullable Object[] values = new @Nullable Object[row.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.value(i);
        }
        return Arrays.asList(values);
    }

    private static Cell deleted(String name) {
        return new Cell(name, Cell.Operation.DELETE_ALL_VERSIONS, null, Cell.NO_VERSION);
    }

    private static StreamRecord update(Cell... cells) {
        return record(Operation.UPDATE, cells);
    }

    private static StreamRecord record(Operation operation, Cell... cells) {
        return new StreamRecord(
                operation, new Sequence(0, 1, 0), List.of(Cell.key("id", "k")), List.of(cells), List.of(), 10);
    }
}
