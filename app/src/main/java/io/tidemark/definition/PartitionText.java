package io.tidemark.definition;

import io.tidemark.schedule.ParameterValue;
import io.tidemark.sync.Partition;
import io.tidemark.workflow.Problems;
import java.util.Map;
import java.util.Optional;

/**
 * Which partition a script writes, in the form in which it was written; may hold placeholders.
 *
 * @param text absent for the whole table
 */
record PartitionText(Optional<Located.Text> text) {
    static final String KEY = "partition";

    /** Empty if what is written is no partition, which is then a problem. What waits for a parameter is taken as it stands. */
    static Optional<PartitionText> read(Section keys, Problems problems) {
        Optional<Located.Text> waiting = keys.waiting(KEY);
        if (waiting.isPresent() || !keys.has(KEY)) {
            return Optional.of(new PartitionText(waiting));
        }
        return keys.text(KEY)
                .filter(text -> parsed(text, problems).isPresent())
                .map(text -> new PartitionText(Optional.of(text)));
    }

    /** The partition with these values; empty, with a problem, if the text names none. */
    Optional<Partition> partition(Map<String, ParameterValue> values, Problems problems) {
        return text.isEmpty()
                ? Optional.of(Partition.WHOLE_TABLE)
                : Placeholders.filled(text.get(), values, problems).flatMap(filled -> parsed(filled, problems));
    }

    private static Optional<Partition> parsed(Located.Text text, Problems problems) {
        try {
            return Optional.of(Partition.parse(text.value().text()));
        } catch (IllegalArgumentException e) {
            problems.error(text.place(), Mistake.sentence(e));
            return Optional.empty();
        }
    }
}
