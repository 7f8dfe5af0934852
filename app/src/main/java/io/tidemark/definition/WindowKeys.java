package io.tidemark.definition;

import io.tidemark.workflow.Problems;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads which window a reader asks for: exactly one of three forms, each complete. */
final class WindowKeys {
    /** Every key that has to do with the window. */
    static final Set<String> ALL =
            Set.of("startTimestampMillis", "endTimestampMillis", "startTimeString", "endTimeString", "date");

    private static final String FORMS =
            "write startTimestampMillis and endTimestampMillis, or startTimeString and endTimeString, or date";

    private final Section keys;
    private final Problems problems;

    WindowKeys(Section keys, Problems problems) {
        this.keys = keys;
        this.problems = problems;
    }

    Optional<WindowText> read() {
        Optional<Located.Text> startMillis = written("startTimestampMillis");
        Optional<Located.Text> endMillis = written("endTimestampMillis");
        Optional<Located.Text> startString = written("startTimeString");
        Optional<Located.Text> endString = written("endTimeString");
        Optional<Located.Text> date = written("date");
        List<String> forms = List.of("startTimestampMillis", "startTimeString", "date").stream()
                .filter(key -> keys.has(key) || keys.has(key.replace("start", "end")))
                .toList();
        if (forms.isEmpty()) {
            problems.error(keys.place(), "the window is missing in the reader's parameter; " + FORMS);
            return Optional.empty();
        }
        if (forms.size() > 1) {
            problems.error(keys.placeOf(forms.get(1)), "the window is written in two ways; " + FORMS);
            return Optional.empty();
        }
        return switch (forms.get(0)) {
            case "startTimestampMillis" -> pair(forms.get(0), startMillis, endMillis, true);
            case "startTimeString" -> pair(forms.get(0), startString, endString, false);
            default ->
                date.filter(text -> keys.waiting("date").isPresent()
                                || WindowText.Day.day(text, problems).isPresent())
                        .map(WindowText.Day::new);
        };
    }

    private Optional<Located.Text> written(String key) {
        return keys.waiting(key).or(() -> keys.textOrDigits(key));
    }

    private Optional<WindowText> pair(
            String startKey, Optional<Located.Text> start, Optional<Located.Text> end, boolean milliseconds) {
        for (String key : List.of(startKey, startKey.replace("start", "end"))) {
            keys.require(key, FORMS);
        }
        return start.flatMap(from -> end.map(to -> new WindowText.StartAndEnd(from, to, milliseconds)));
    }
}
