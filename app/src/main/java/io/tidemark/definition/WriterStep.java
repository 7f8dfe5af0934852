package io.tidemark.definition;

import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parameter of an {@code odps} step.
 *
 * @param columns names of target columns, in order; absent for {@code *}
 * @param create whether the table is made if there is none
 * @param truncatePlace where the clean-up rule stands
 */
record WriterStep(
        SourceName<DataSource.MaxCompute> target,
        String table,
        PartitionText partition,
        boolean create,
        Optional<List<String>> columns,
        boolean truncate,
        Place truncatePlace,
        boolean emptyAsNull,
        boolean compress) {
    private static final String ALL = "*";

    /** Keys that people have in their scripts and that change nothing here, and why. */
    static final SortedMap<String, String> WITHOUT_EFFECT = new TreeMap<>(Map.ofEntries(
            Map.entry("isCompress", "has no effect, as in DataX; `compress` says whether what is sent is compressed"),
            Map.entry("consistencyCommit", "has no effect; a window is always committed as a whole"),
            Map.entry("blockSizeInMB", "has no effect; blocks are streamed"),
            Map.entry("maxRetryTime", "has no effect; retries follow the task's retry policy"),
            Map.entry("writeTimeoutInMs", "has no effect; `timeout` of the task says how long an attempt may take"),
            Map.entry("enableOverLengthOutput", "has no effect; dirty records are in the log"),
            Map.entry("maxOverLengthOutputCount", "has no effect; dirty records are in the log"),
            Map.entry(
                    "dynamicPartitionMemUsageFlushIntervalInMinute",
                    "has no effect; there is one partition and its blocks are streamed"),
            Map.entry("checkWithGetSize", "has no effect; the list of blocks is compared at the commit"),
            Map.entry("useDateWithCalendar", "has no effect; dates are those of the proleptic Gregorian calendar"),
            Map.entry("accountType", "has no effect; keys are those of an Alibaba Cloud account"),
            Map.entry("guid", "has no effect; `datasource` and `table` say what is written"),
            Map.entry("envType", "has no effect; `datasource` says what is written")));

    private static final SortedMap<String, String> REFUSED_WHEN_TRUE = new TreeMap<>(Map.of(
            "supportDynamicPartition", "is not available; name one partition with `partition`",
            "dryRun", "is not available; `tidemark validate` checks a script without writing"));

    WriterStep {
        columns = columns.map(List::copyOf);
    }

    /** Empty if something is wrong, which is then a problem, or if a value waits for a parameter. */
    static Optional<WriterStep> read(Section keys, Problems problems) {
        Optional<SourceName<DataSource.MaxCompute>> target = new WrittenOutSource(keys, problems).maxCompute();
        Optional<String> table = keys.requireText("table", "name the MaxCompute table")
                .map(text -> text.value().text());
        Optional<PartitionText> partition = PartitionText.read(keys, problems);
        Optional<Boolean> truncate = keys.require(
                        "truncate", "write true to replace what the partition holds, or false to append")
                .flatMap(value -> keys.truth("truncate"));
        boolean emptyAsNull = keys.truth("emptyAsNull").orElse(false);
        if (!keys.has("emptyAsNull")) {
            problems.warning(
                    keys.place(), "`emptyAsNull` is missing and taken as false: empty text stays; write it out");
        }
        boolean compress = keys.truth("compress").orElse(false);
        boolean create = keys.truth("createTable").orElse(false);
        Optional<Optional<List<String>>> columns = columns(keys, problems);
        otherKeys(keys, problems);
        keys.finish();
        if (target.isEmpty() || table.isEmpty() || partition.isEmpty() || truncate.isEmpty() || columns.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new WriterStep(
                target.get(),
                table.get(),
                partition.get(),
                create,
                columns.get(),
                truncate.get(),
                keys.placeOf("truncate"),
                emptyAsNull,
                compress));
    }

    /** Which table it writes, in a text that is the same for the same table. */
    String distinctTable() {
        String project = target instanceof SourceName.WrittenOut<DataSource.MaxCompute> written
                ? written.source().endpoint() + " " + written.source().project()
                : ((SourceName.Named<DataSource.MaxCompute>) target).name();
        return project + " " + table.toLowerCase(Locale.ROOT);
    }

    /** Whether the columns are not listed but meant to be all. */
    static boolean isAll(List<Located> items) {
        return items.size() == 1
                && items.get(0) instanceof Located.Text text
                && text.value().text().equals(ALL);
    }

    private static Optional<Optional<List<String>>> columns(Section keys, Problems problems) {
        Optional<List<Located>> items = keys.requireList("column", "list the target columns by name");
        if (items.isEmpty()) {
            return Optional.empty();
        }
        if (isAll(items.get())) {
            return Optional.of(Optional.empty());
        }
        if (items.get().isEmpty()) {
            problems.error(keys.placeOf("column"), "`column` is empty; list the target columns by name");
        }
        Set<String> seen = new HashSet<>();
        List<String> names = keys.each(items.get(), item -> column(item, seen, problems));
        return names.size() == items.get().size() && !names.isEmpty()
                ? Optional.of(Optional.of(names))
                : Optional.empty();
    }

    private static Optional<String> column(Located item, Set<String> seen, Problems problems) {
        if (!(item instanceof Located.Text text)) {
            if (!(item instanceof Located.Later)) {
                problems.error(item.place(), "a column of the writer is " + item.kind() + "; write its name as text");
            }
            return Optional.empty();
        }
        String name = text.value().text();
        if (name.equals(ALL)) {
            problems.error(text.place(), "`*` stands for all columns; write it alone, or name each column");
            return Optional.empty();
        }
        if (name.isBlank()) {
            problems.error(text.place(), "the name of a column is empty; write it");
            return Optional.empty();
        }
        if (!seen.add(name.toLowerCase(Locale.ROOT))) {
            problems.error(text.place(), "the column `" + name + "` is written twice; remove one");
        }
        return Optional.of(name);
    }

    private static void otherKeys(Section keys, Problems problems) {
        String dynamic = "is not available; name one partition with `partition`";
        String dirty = "is not available; a value that does not fit is a dirty record";
        REFUSED_WHEN_TRUE.forEach((key, why) -> keys.truth(key)
                .filter(yes -> yes)
                .ifPresent(yes -> problems.error(keys.placeOf(key), "`" + key + "` " + why)));
        for (String key : List.of("partitionColumnMapping", "partitionFormatType", "customPartitionColumns")) {
            keys.refuse(key, dynamic);
        }
        keys.text("overLengthRule")
                .filter(rule -> !rule.value().text().equalsIgnoreCase("keepOn"))
                .ifPresent(rule -> problems.error(keys.placeOf("overLengthRule"), "`overLengthRule` " + dirty));
        keys.refuse("maxFieldLength", dirty);
        keys.refuse("maxOdpsFieldLength", dirty);
        keys.refuse("preSql", "is not available; run SQL outside of the sync");
        keys.refuse("postSql", "is not available; run SQL outside of the sync");
        keys.refuse("calendarTimeZone", "is not available; a time is an instant and is written as such");
        keys.ignoreAll(WITHOUT_EFFECT);
    }
}
