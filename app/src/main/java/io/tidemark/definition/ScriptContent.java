package io.tidemark.definition;

import io.tidemark.sync.ErrorLimit;
import io.tidemark.sync.ExportMode;
import io.tidemark.sync.SourceColumn;
import io.tidemark.sync.Speed;
import io.tidemark.workflow.Problems;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a script says once every placeholder has its value.
 *
 * @param errorLimit how many rows may be left out
 */
record ScriptContent(ReaderStep reader, WriterStep writer, Speed speed, ErrorLimit errorLimit) {
    /** A key of four columns, name, version, value and operation, and the place in the stream. */
    private static final int MOST_OF_COLUMN_MODE = 9;

    /** The same with a key of one column and without the place. */
    private static final int LEAST_OF_COLUMN_MODE = 5;

    /** Empty if something is wrong, which is then a problem, or if a value waits for a parameter. */
    static Optional<ScriptContent> read(Located document, Problems problems) {
        return Section.of(document, "the script", problems).flatMap(script -> read(script, problems));
    }

    private static Optional<ScriptContent> read(Section script, Problems problems) {
        fixed(script, "type", "job", problems);
        fixed(script, "version", "2.0", problems);
        Optional<ScriptSteps.Parameters> steps = new ScriptSteps(script, problems).read();
        Optional<ReaderStep> reader = steps.flatMap(both -> ReaderStep.read(both.reader(), problems));
        Optional<WriterStep> writer = steps.flatMap(both -> WriterStep.read(both.writer(), problems));
        Optional<Section> setting = script.section("setting");
        Speed speed = setting.flatMap(keys -> keys.section("speed"))
                .map(keys -> SpeedKeys.read(keys, problems))
                .orElseGet(SpeedKeys::usual);
        ErrorLimit errorLimit = setting.flatMap(keys -> keys.section("errorLimit"))
                .map(ScriptContent::errorLimit)
                .orElse(ErrorLimit.NONE);
        setting.ifPresent(keys -> {
            for (String key : List.of("executeMode", "jvmOption", "locale")) {
                keys.ignore(key, "has no effect; remove it");
            }
            keys.finish();
        });
        script.ignore("extend", "has no effect; it belongs to the editor of DataWorks");
        script.finish();
        steps.ifPresent(both -> columns(both, reader, problems));
        if (reader.isEmpty() || writer.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ScriptContent(reader.get(), writer.get(), speed, errorLimit));
    }

    /** Looks at the numbers of columns even when the rest of a step is wrong or waits for a parameter. */
    private static void columns(ScriptSteps.Parameters steps, Optional<ReaderStep> reader, Problems problems) {
        Optional<List<Located>> targets = steps.writer().list("column");
        int to = targets.map(List::size).orElse(0);
        if (to == 0) {
            return;
        }
        if (!steps.reader().has("mode")) {
            columnMode(steps.writer(), targets.orElseThrow(), problems);
            return;
        }
        if (WriterStep.isAll(targets.orElseThrow())) {
            reader.map(ReaderStep::mode)
                    .filter(mode -> !isNamesOnly(mode))
                    .ifPresent(mode -> problems.error(
                            steps.writer().placeOf("column"),
                            "`*` finds the target columns by the names of the source columns, and constants, old values and the"
                                    + " operation of `includeDeletes` have none; name each target column"));
            return;
        }
        int from = steps.reader().list("column").map(List::size).orElse(0);
        int operation = steps.reader().truth("includeDeletes").orElse(false) ? 1 : 0;
        if (from + operation != to && from > 0) {
            problems.error(
                    steps.writer().placeOf("column"),
                    "the reader has " + from + " columns"
                            + (operation == 0 ? "" : " and, with `includeDeletes`, the operation")
                            + " and the writer " + to + "; write as many, in the same order");
        }
    }

    private static void columnMode(Section writer, List<Located> targets, Problems problems) {
        int to = targets.size();
        if (!WriterStep.isAll(targets) && (to < LEAST_OF_COLUMN_MODE || to > MOST_OF_COLUMN_MODE)) {
            problems.error(
                    writer.placeOf("column"),
                    "in column mode a row is the primary key, the column's name, version and value, the operation, and with"
                            + " `isExportSequenceInfo` the place in the stream; the writer has " + to
                            + " columns, write one for each of these");
        }
    }

    private static boolean isNamesOnly(ExportMode mode) {
        return mode instanceof ExportMode.RowMode rows
                && !rows.includeDeletes()
                && rows.columns().stream().allMatch(SourceColumn.Named.class::isInstance);
    }

    private static void fixed(Section script, String key, String expected, Problems problems) {
        script.require(key, "write \"" + expected + "\"")
                .flatMap(value -> script.textOrDigits(key))
                .filter(text -> !text.value().text().equals(expected))
                .ifPresent(text -> problems.error(
                        text.place(), "`" + key + "` is `" + text.value().text() + "`; write \"" + expected + "\""));
    }

    private static ErrorLimit errorLimit(Section limit) {
        Optional<Long> record = limit.wholeNumber("record", 0, Long.MAX_VALUE);
        Optional<BigDecimal> percentage = Optional.empty();
        if (limit.has("record")) {
            limit.ignore("percentage", "has no effect beside `record`; remove it");
        } else {
            percentage = limit.decimal("percentage", BigDecimal.ZERO, BigDecimal.ONE);
        }
        limit.finish();
        return percentage
                .<ErrorLimit>map(ErrorLimit.Share::new)
                .orElseGet(() -> new ErrorLimit.Records(record.orElse(0L)));
    }
}
