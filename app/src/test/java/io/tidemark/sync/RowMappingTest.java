package io.tidemark.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RowMappingTest {
    private static final SyncRequest REQUEST = Samples.request(Samples.minutes(0, 1), false, 0);

    @Test
    void writesTheScriptsColumnsInTheTablesOrder() {
        Row row = row(mapping(Samples.table()), record(Cell.put("other", 1L), Cell.put("v", "x")));

        assertThat(row.value(0)).isEqualTo("k");
        assertThat(row.value(1)).isEqualTo("x");
    }

    @Test
    void ofTwoVersionsTheLastInTheChangeCountsAndADeletedColumnIsNull() {
        assertThat(row(mapping(Samples.table()), record(Cell.put("v", "new"), Cell.put("v", "old")))
                        .value(1))
                .isEqualTo("old");
        assertThat(row(
                                mapping(Samples.table()),
                                record(Cell.put("v", "x"), new Cell("v", Cell.Operation.DELETE_ALL_VERSIONS, null)))
                        .value(1))
                .isNull();
    }

    @Test
    void aRowDeleteYieldsNothing() {
        StreamRecord delete = new StreamRecord(
                StreamRecord.Operation.DELETE, new Sequence(0, 1, 0), List.of(Cell.put("id", "k")), List.of(), 10);

        assertThat(mapping(Samples.table()).map(delete)).isEqualTo(Mapped.ToNothing.INSTANCE);
    }

    @Test
    void aValueThatDoesNotFitNamesRowColumnTypeAndReason() {
        Mapped mapped = mapping(Samples.table()).map(record(Cell.put("v", "misfit")));

        assertThat(((Mapped.ToDirty) mapped).dirty())
                .hasToString("row id=\"k\" does not fit column `v` (STRING): the value \"misfit\" is the word misfit");
    }

    @Test
    void aMissingValueOfARequiredColumnIsDirty() {
        TableInfo table = new TableInfo(List.of(Samples.text("id", true), Samples.text("v", false)), List.of());

        assertThat(mapping(table).map(record())).isInstanceOf(Mapped.ToDirty.class);
    }

    @Test
    void anUnknownTargetColumnNamesTheNearestOne() {
        TableInfo table = new TableInfo(List.of(Samples.text("id", true), Samples.text("vv", true)), List.of());

        assertThatThrownBy(() -> mapping(table))
                .hasMessageContaining("`v` is not in table sandbox.quakes_changes")
                .hasMessageContaining("nearest column is `vv`");
    }

    @Test
    void aPartitionColumnIsNotWrittenAsData() {
        TableInfo table = new TableInfo(List.of(Samples.text("id", true)), List.of("v"));

        assertThatThrownBy(() -> mapping(table)).hasMessageContaining("is a partition column");
    }

    @Test
    void aRequiredColumnThatNobodyWritesIsRefusedBeforeTheRead() {
        TableInfo table = new TableInfo(
                List.of(Samples.text("id", true), Samples.text("v", true), Samples.text("w", false)), List.of());

        assertThatThrownBy(() -> mapping(table))
                .hasMessageContaining("Column `w`")
                .hasMessageContaining("must not be null");
    }

    private static RowMapping mapping(TableInfo table) {
        return RowMapping.of(REQUEST, table);
    }

    private static Row row(RowMapping mapping, StreamRecord record) {
        return ((Mapped.ToRow) mapping.map(record)).row();
    }

    private static StreamRecord record(Cell... cells) {
        return new StreamRecord(
                StreamRecord.Operation.UPDATE, new Sequence(0, 1, 0), List.of(Cell.put("id", "k")), List.of(cells), 10);
    }
}
