package io.tidemark.definition;

import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.Validity;
import java.util.List;

/** Finds days of validity on which a schedule has no cycle. */
final class ValidityCheck {
    private final Section keys;
    private final Place inherited;
    private final Problems problems;

    /**
     * A check of one task.
     *
     * @param inherited where the validity of its workflow stands
     */
    ValidityCheck(Section keys, Place inherited, Problems problems) {
        this.keys = keys;
        this.inherited = inherited;
        this.problems = problems;
    }

    void run(ScheduleText schedule, Validity validity, SampleCycles cycles) {
        if (cycles.isEmpty()) {
            problems.warning(
                    place(),
                    "the schedule `" + schedule + "` has no cycle " + days(validity)
                            + ", which is its `validity`, so nothing will ever run; correct one of them");
        }
    }

    private Place place() {
        return List.of("validity", "schedule", "every").stream()
                .filter(keys::has)
                .findFirst()
                .map(keys::placeOf)
                .orElse(inherited);
    }

    private static String days(Validity validity) {
        String from = validity.from().map(day -> "from " + day).orElse("");
        String to = validity.to()
                .map(day -> (from.isEmpty() ? "up to " : " to ") + day)
                .orElse(" on");
        return from + to;
    }
}
