package io.tidemark.definition;

import io.tidemark.sync.ExportMode;
import io.tidemark.sync.SourceColumn;
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
 * @param mode what a change becomes
 */
record ReaderStep(
        SourceName<DataSource.Tablestore> source,
        String table,
        String statusTable,
        int maxRetries,
        ExportMode mode,
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
        Optional<ExportMode> mode = mode(keys, problems);
        Optional<WindowText> window = new WindowKeys(keys, problems).read();
        int maxRetries = keys.wholeNumber("maxRetries", 0, 1000)
                .orElse((long) MAX_RETRIES)
                .intValue();
        otherKeys(keys, problems);
        keys.finish();
        if (source.isEmpty() || table.isEmpty() || mode.isEmpty() || window.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new ReaderStep(source.get(), table.get(), statusTable, maxRetries, mode.get(), window.get()));
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

    private static Optional<ExportMode> mode(Section keys, Problems problems) {
        Optional<Boolean> sequenceInfo = keys.truth("isExportSequenceInfo");
        Optional<Boolean> includeDeletes = keys.truth("includeDeletes");
        Optional<Located> written = keys.value("mode");
        if (written.isEmpty()) {
            keys.ignore(
                    "column",
                    "has no effect in column mode, where all columns are read; remove it, or set `mode` to "
                            + ROW_MODE);
            keys.ignore("includeDeletes", "has no effect in column mode, whose rows tell what was deleted; remove it");
            return keys.has("isExportSequenceInfo") && sequenceInfo.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ExportMode.ColumnMode(sequenceInfo.orElse(false)));
        }
        Optional<String> mode = keys.requireText(
                        "mode", "write " + ROW_MODE + ", or remove the key for the column mode")
                .map(text -> text.value().text());
        mode.filter(text -> !text.equalsIgnoreCase(ROW_MODE))
                .ifPresent(text -> problems.error(
                        written.get().place(),
                        "`" + text + "` is no mode; write " + ROW_MODE + ", or remove the key for the column mode"));
        sequenceInfo
                .filter(yes -> yes)
                .ifPresent(yes -> problems.error(
                        keys.placeOf("isExportSequenceInfo"),
                        "`isExportSequenceInfo` must be false in mode " + ROW_MODE + "; set it to false or remove it"));
        Optional<List<SourceColumn>> columns = new ColumnKeys(keys, problems).read();
        return mode.isEmpty() || (keys.has("includeDeletes") && includeDeletes.isEmpty())
                ? Optional.empty()
                : columns.map(list -> new ExportMode.RowMode(list, includeDeletes.orElse(false)));
    }

    private static void otherKeys(Section keys, Problems problems) {
        keys.truth("isTimeseriesTable")
                .filter(yes -> yes)
                .ifPresent(yes -> problems.error(
                        keys.placeOf("isTimeseriesTable"),
                        "time series tables are not available; name an ordinary table"));
        keys.truth("enableTableGroupSupport")
                .filter(yes -> yes)
                .ifPresent(yes -> problems.error(
                        keys.placeOf("enableTableGroupSupport"),
                        "`enableTableGroupSupport` is not available; name one table, and set it to false"));
        keys.ignoreAll(WITHOUT_EFFECT);
    }
}
