package io.tidemark.definition;

import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parameter of an {@code otsstream} step.
 *
 * @param columns names of source columns, in order
 */
record ReaderStep(
        SourceName<DataSource.Tablestore> source,
        String table,
        String statusTable,
        int maxRetries,
        List<String> columns,
        WindowText window) {
    private static final String ROW_MODE = "single_version_and_update_only";
    private static final String STATUS_TABLE = "TableStoreStreamReaderStatusTable";
    private static final int MAX_RETRIES = 30;

    /** Keys that people have in their scripts and that change nothing here, and why. */
    static final SortedMap<String, String> WITHOUT_EFFECT = new TreeMap<>(Map.of(
            "threadNum", "has no effect; `concurrent` under `setting.speed` says how much runs at once",
            "enableSeekIterator", "has no effect; a first window always seeks by time",
            "confSimplifyEnable", "has no effect; remove it",
            "guid", "has no effect; `datasource` and `table` say what is read",
            "envType", "has no effect; `datasource` says what is read"));

    ReaderStep {
        columns = List.copyOf(columns);
    }

    /** Empty if something is wrong, which is then a problem, or if a value waits for a parameter. */
    static Optional<ReaderStep> read(Section keys, Problems problems) {
        Optional<SourceName<DataSource.Tablestore>> source = new WrittenOutSource(keys, problems).tablestore();
        Optional<String> table = table(keys, problems);
        String statusTable = statusTable(keys);
        if (table.filter(statusTable::equals).isPresent()) {
            problems.error(
                    keys.placeOf(keys.has("statusTable") ? "statusTable" : "table"),
                    "`" + statusTable + "` is both the table and its status table; name another `statusTable`");
        }
        mode(keys, problems);
        Optional<List<String>> columns = columns(keys, problems);
        Optional<WindowText> window = new WindowKeys(keys, problems).read();
        sequenceInfo(keys, problems);
        int maxRetries = keys.wholeNumber("maxRetries", 0, 1000)
                .orElse((long) MAX_RETRIES)
                .intValue();
        otherKeys(keys, problems);
        keys.finish();
        if (source.isEmpty() || table.isEmpty() || columns.isEmpty() || window.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new ReaderStep(source.get(), table.get(), statusTable, maxRetries, columns.get(), window.get()));
    }

    private static Optional<String> table(Section keys, Problems problems) {
        keys.value("table");
        if (!keys.has("dataTable")) {
            keys.value("dataTable");
            return keys.requireText("table", "name the Tablestore table")
                    .map(text -> text.value().text());
        }
        if (keys.has("table")) {
            problems.error(keys.placeOf("dataTable"), "`dataTable` and `table` mean the same; remove one");
        }
        return keys.requireText("dataTable", "name the Tablestore table")
                .map(text -> text.value().text());
    }

    private static String statusTable(Section keys) {
        return keys.has("statusTable")
                ? keys.requireText("statusTable", "name a table, or remove the key for " + STATUS_TABLE)
                        .map(text -> text.value().text())
                        .orElse(STATUS_TABLE)
                : STATUS_TABLE;
    }

    private static void mode(Section keys, Problems problems) {
        keys.requireText("mode", "write " + ROW_MODE + "; the column mode is not available yet")
                .filter(text -> !text.value().text().equalsIgnoreCase(ROW_MODE))
                .ifPresent(text ->
                        problems.error(text.place(), "`" + text.value().text() + "` is no mode; write " + ROW_MODE));
    }

    private static Optional<List<String>> columns(Section keys, Problems problems) {
        Optional<List<Located>> items =
                keys.requireList("column", "list the source columns, each as {\"name\": \"..\"}");
        if (items.isEmpty()) {
            return Optional.empty();
        }
        if (items.get().isEmpty()) {
            problems.error(
                    keys.placeOf("column"), "`column` is empty; list the source columns, each as {\"name\": \"..\"}");
        }
        List<String> names = keys.each(items.get(), item -> column(item, problems));
        return names.size() == items.get().size() && !names.isEmpty() ? Optional.of(names) : Optional.empty();
    }

    private static Optional<String> column(Located item, Problems problems) {
        if (item instanceof Located.Text text) {
            problems.error(
                    text.place(),
                    "a column of the reader is a name in braces; write {\"name\": \""
                            + text.value().text() + "\"}");
            return Optional.empty();
        }
        Optional<String> usual = nameOnly(item);
        if (usual.isPresent()) {
            return usual;
        }
        return Section.of(item, "a column of the reader", problems).flatMap(column -> {
            Optional<Located.Text> name = column.requireText("name", "name the column");
            column.refuse("is_timeseries_tag", "is for time series tables, which are not available yet; remove it");
            column.finish();
            return name.map(text -> text.value().text());
        });
    }

    /** The name of a column that is written as nearly all are, of which a table may have hundreds. */
    private static Optional<String> nameOnly(Located item) {
        return item instanceof Located.Fields column
                        && column.fields().size() == 1
                        && column.fields().get(0).key().equals("name")
                        && column.fields().get(0).value() instanceof Located.Text name
                        && !name.value().text().isBlank()
                ? Optional.of(name.value().text())
                : Optional.empty();
    }

    private static void sequenceInfo(Section keys, Problems problems) {
        keys.truth("isExportSequenceInfo")
                .filter(yes -> yes)
                .ifPresent(yes -> problems.error(
                        keys.placeOf("isExportSequenceInfo"),
                        "`isExportSequenceInfo` must be false in mode " + ROW_MODE + "; set it to false or remove it"));
    }

    private static void otherKeys(Section keys, Problems problems) {
        keys.truth("isTimeseriesTable")
                .filter(yes -> yes)
                .ifPresent(yes -> problems.error(
                        keys.placeOf("isTimeseriesTable"),
                        "time series tables are not available yet; name an ordinary table"));
        keys.truth("enableTableGroupSupport")
                .filter(yes -> yes)
                .ifPresent(yes -> problems.error(
                        keys.placeOf("enableTableGroupSupport"),
                        "`enableTableGroupSupport` is not available yet; name one table, and set it to false"));
        keys.ignoreAll(WITHOUT_EFFECT);
    }
}
