package io.tidemark.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.sync.NewTable.NewColumn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class NewTableTest {
    private static final Window WINDOW = new Window(Samples.TEN, Samples.TEN.plus(Duration.ofMinutes(5)));

    /** Called like what stands behind the key, to tell place from name. */
    private static final StreamInfo STREAM = new StreamInfo(
            "stream",
            Duration.ofHours(24),
            Instant.EPOCH,
            List.of("version", "opType"),
            Map.of("version", ValueType.TEXT, "opType", ValueType.INTEGER, "value", ValueType.INTEGER),
            new TreeSet<>());

    @Test
    void onlyTheKeysOfAColumnModeTableHaveDeclaredTypes() {
        NewTable table = NewTable.of(
                Samples.request(
                        WINDOW,
                        new ExportMode.ColumnMode(true),
                        Optional.of(List.of("a", "b", "c", "d", "e", "f", "g"))),
                STREAM);

        assertThat(table.columns())
                .containsExactly(
                        new NewColumn("a", ValueType.TEXT),
                        new NewColumn("b", ValueType.INTEGER),
                        new NewColumn("c", ValueType.TEXT),
                        new NewColumn("d", ValueType.INTEGER),
                        new NewColumn("e", ValueType.TEXT),
                        new NewColumn("f", ValueType.TEXT),
                        new NewColumn("g", ValueType.TEXT));
    }

    @Test
    void theColumnsOfARowModeTableHaveTheirOwn() {
        NewTable table =
                NewTable.of(Samples.request(WINDOW, Samples.rows("version", "value", "w"), Optional.empty()), STREAM);

        assertThat(table.columns())
                .containsExactly(
                        new NewColumn("version", ValueType.TEXT),
                        new NewColumn("value", ValueType.INTEGER),
                        new NewColumn("w", ValueType.TEXT));
        assertThat(table.partitionColumns()).containsExactly("ds");
    }
}
