package io.tidemark.definition;

import io.tidemark.workflow.Problems;
import java.util.List;
import java.util.Optional;

/**
 * What a script says once every placeholder has its value.
 *
 * @param concurrent how many shard groups run at once
 * @param errorLimit how many dirty records are let pass
 */
record ScriptContent(ReaderStep reader, WriterStep writer, int concurrent, long errorLimit) {
    private static final long CONCURRENT = 2;

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
        int concurrent = setting.flatMap(keys -> keys.section("speed"))
                .flatMap(speed -> concurrent(speed, problems))
                .orElse(CONCURRENT)
                .intValue();
        long errorLimit = setting.flatMap(keys -> keys.section("errorLimit"))
                .flatMap(ScriptContent::errorLimit)
                .orElse(0L);
        setting.ifPresent(keys -> {
            for (String key : List.of("executeMode", "jvmOption", "locale")) {
                keys.ignore(key, "has no effect; remove it");
            }
            keys.finish();
        });
        script.ignore("extend", "has no effect; it belongs to the editor of DataWorks");
        script.finish();
        steps.ifPresent(both -> columns(both, problems));
        if (reader.isEmpty() || writer.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ScriptContent(reader.get(), writer.get(), concurrent, errorLimit));
    }

    /** Looks at the numbers of columns even when the rest of a step is wrong or waits for a parameter. */
    private static void columns(ScriptSteps.Parameters steps, Problems problems) {
        int from = steps.reader().list("column").map(List::size).orElse(0);
        int to = steps.writer().list("column").map(List::size).orElse(0);
        if (from != to && from > 0 && to > 0) {
            problems.error(
                    steps.writer().placeOf("column"),
                    "the reader has " + from + " columns and the writer " + to + "; write as many, in the same order");
        }
    }

    private static void fixed(Section script, String key, String expected, Problems problems) {
        script.require(key, "write \"" + expected + "\"")
                .flatMap(value -> script.textOrDigits(key))
                .filter(text -> !text.value().text().equals(expected))
                .ifPresent(text -> problems.error(
                        text.place(), "`" + key + "` is `" + text.value().text() + "`; write \"" + expected + "\""));
    }

    private static Optional<Long> concurrent(Section speed, Problems problems) {
        Optional<Long> concurrent = speed.wholeNumber("concurrent", 1, 1000);
        Optional<Boolean> throttle = speed.truth("throttle");
        if (throttle.filter(yes -> yes).isPresent()) {
            problems.error(speed.placeOf("throttle"), "throttling is not available yet; set `throttle` to false");
        }
        speed.ignore("mbps", "has no effect without throttling, which is not available yet; remove it");
        speed.finish();
        return concurrent;
    }

    private static Optional<Long> errorLimit(Section limit) {
        Optional<Long> record = limit.wholeNumber("record", 0, Long.MAX_VALUE);
        if (record.isPresent()) {
            limit.ignore("percentage", "has no effect beside `record`; remove it");
        } else {
            limit.refuse("percentage", "is not available; write how many dirty records are let pass as `record`");
        }
        limit.finish();
        return record;
    }
}
