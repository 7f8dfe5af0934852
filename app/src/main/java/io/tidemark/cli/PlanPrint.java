package io.tidemark.cli;

import io.tidemark.control.PlanJson;
import io.tidemark.control.VersionJson;
import io.tidemark.instance.InstanceId;
import io.tidemark.operator.Foreseen;
import io.tidemark.operator.WorkflowChange;
import io.tidemark.workflow.SchedulingType;
import io.tidemark.workflow.TaskId;
import java.io.PrintWriter;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A plan on paper.
 *
 * @param secrets the parameters of a task whose values nobody may see
 */
record PlanPrint(List<Foreseen> instances, List<WorkflowChange> changes, Function<TaskId, Set<String>> secrets) {
    private static final String HIDDEN = "***";

    /** So many upstreams of one task are written one by one. */
    private static final int ONE_BY_ONE = 2;

    /** One line an instance; many upstreams of one task as {@code first .. last (count)}. */
    void text(PrintWriter out) {
        if (!instances.isEmpty()) {
            TextTable table = new TextTable("DUE", "INSTANCE", "KIND", "PARAMETERS", "WAITS FOR");
            instances.forEach(instance -> table.row(
                    time(instance), instance.id().toString(), kind(instance), values(instance), upstreams(instance)));
            table.lines().forEach(line -> out.println(line.stripTrailing()));
        }
        if (!changes.isEmpty()) {
            out.println();
            out.println("Submitting the folder would make these versions:");
            changes.forEach(change -> change.sentences().forEach(out::println));
        }
    }

    /** Piece by piece: a large plan is a large text. */
    void json(PrintWriter out) {
        out.print("{\"instances\":[");
        String between = "";
        for (Foreseen instance : instances) {
            out.print(between);
            out.print(Json.text(PlanJson.instance(instance, hidden(instance))));
            between = ",";
        }
        out.print("],\"changes\":");
        out.print(Json.text(VersionJson.changes(changes)));
        out.println("}");
    }

    /** Instances whose attempts would fail, and why. */
    void problems(PrintWriter err) {
        instances.forEach(instance ->
                instance.problem().ifPresent(problem -> err.println(instance.id() + " would fail: " + problem)));
    }

    private static String time(Foreseen instance) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instance.due());
    }

    private static String kind(Foreseen instance) {
        return (instance.virtual() ? "virtual" : "sync")
                + (instance.scheduling() == SchedulingType.NORMAL
                        ? ""
                        : ", " + PlanJson.written(instance.scheduling()));
    }

    private String values(Foreseen instance) {
        if (instance.problem().isPresent() && instance.parameters().isEmpty()) {
            return "(cannot be evaluated)";
        }
        Set<String> hidden = hidden(instance);
        return instance.parameters().entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + (hidden.contains(entry.getKey())
                                ? HIDDEN
                                : entry.getValue().text()))
                .collect(Collectors.joining(" "));
    }

    private Set<String> hidden(Foreseen instance) {
        return instance.parameters().isEmpty()
                ? Set.of()
                : secrets.apply(instance.id().task());
    }

    private static String upstreams(Foreseen instance) {
        List<String> texts = new ArrayList<>();
        List<InstanceId> all = instance.upstreams();
        int from = 0;
        while (from < all.size()) {
            int last = from;
            while (last + 1 < all.size() && follows(all.get(last), all.get(last + 1))) {
                last++;
            }
            if (last - from < ONE_BY_ONE) {
                all.subList(from, last + 1).forEach(id -> texts.add(id.toString()));
            } else {
                texts.add(all.get(from) + " .. " + all.get(last).cycleTime() + " (" + (last - from + 1) + ")");
            }
            from = last + 1;
        }
        return String.join(", ", texts);
    }

    private static boolean follows(InstanceId one, InstanceId other) {
        return one.task().equals(other.task()) && one.cycle().isBefore(other.cycle());
    }
}
