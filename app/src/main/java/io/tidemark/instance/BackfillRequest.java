package io.tidemark.instance;

import io.tidemark.workflow.TaskId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a backfill is asked for.
 *
 * @param task of the workflow; absent for all of them
 * @param spans at least one
 * @param downstream whether with all tasks that come after these, in whatever workflow
 * @param excluded tasks whose work is left out
 * @param descending whether the latest cycle comes first
 * @param parallel most attempts of it that are queued or running at once, 1 to 10
 * @param parameters replace what the tasks declare, name to expression
 */
public record BackfillRequest(
        String workflow,
        Optional<String> task,
        List<CycleSpan> spans,
        boolean downstream,
        Set<TaskId> excluded,
        boolean descending,
        int parallel,
        Map<String, String> parameters) {
    public static final int MOST_PARALLEL = 10;

    public BackfillRequest {
        TaskId.requireName(workflow);
        task.ifPresent(TaskId::requireName);
        spans = List.copyOf(spans);
        excluded = Collections.unmodifiableSet(sorted(excluded));
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        if (spans.isEmpty()) {
            throw new IllegalArgumentException("a backfill has dates");
        }
        if (parallel < 1 || parallel > MOST_PARALLEL) {
            throw new IllegalArgumentException("at most 1 to " + MOST_PARALLEL + " attempts of a backfill run at once");
        }
    }

    private static Set<TaskId> sorted(Set<TaskId> tasks) {
        Set<TaskId> sorted = new TreeSet<>(java.util.Comparator.comparing(TaskId::toString));
        sorted.addAll(tasks);
        return sorted;
    }

    /** The workflow or task that was named. */
    public String target() {
        return task.map(name -> workflow + "/" + name).orElse(workflow);
    }

    /** Which cycles, for people. */
    public String dates() {
        return String.join(" and ", spans.stream().map(CycleSpan::toString).toList());
    }

    /** What was asked for, for people: {@code business dates 2026-11-20 to 2026-11-22, oldest first, at most 2 at once}. */
    public String terms() {
        StringBuilder text = new StringBuilder(dates());
        text.append(downstream ? ", with downstream" : "");
        excluded.forEach(one -> text.append(", without ").append(one));
        text.append(descending ? ", latest first" : ", oldest first");
        text.append(", at most ").append(parallel).append(" at once");
        parameters.forEach(
                (name, value) -> text.append(", ").append(name).append("=").append(value));
        return text.toString();
    }
}
