package io.tidemark.definition;

import io.tidemark.definition.TaskSource.Upstream;
import io.tidemark.workflow.Dependency;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code dependsOn}: names of tasks, and groups such as {@code previousCycle: self}. */
final class DependencyKeys {
    /** Words that stand for tasks, so that no task may be called so. */
    static final Set<String> RESERVED = Set.of("self", "downstream");

    private static final String FORMS =
            "write the name of a task, workflow/task, or { previousCycle: self }, { previousCycle: downstream } or {"
                    + " previousCycle: task }";

    private final TaskId task;
    private final Problems problems;

    DependencyKeys(TaskId task, Problems problems) {
        this.task = task;
        this.problems = problems;
    }

    /** What can be read; whatever cannot be is a problem. */
    List<Upstream> read(Section keys) {
        List<Upstream> upstreams = new ArrayList<>();
        keys.list("dependsOn")
                .ifPresent(items -> items.forEach(item -> one(item).ifPresent(dependency -> {
                    if (upstreams.stream()
                            .anyMatch(earlier -> earlier.dependency().equals(dependency))) {
                        problems.warning(item.place(), "this dependency stands here a second time; remove one");
                    } else {
                        upstreams.add(new Upstream(item.place(), dependency));
                    }
                })));
        return upstreams;
    }

    private Optional<Dependency> one(Located item) {
        if (item instanceof Located.Text text) {
            return named(text).map(Dependency.SameCycle::new);
        }
        if (item instanceof Located.Refused) {
            return Optional.empty();
        }
        if (!(item instanceof Located.Fields)) {
            problems.error(item.place(), "a dependency is " + item.kind() + "; " + FORMS);
            return Optional.empty();
        }
        return Section.of(item, "a dependency", problems).flatMap(group -> {
            Optional<Located.Text> previous = group.requireText("previousCycle", FORMS);
            group.finish();
            return previous.flatMap(this::previousCycle);
        });
    }

    private Optional<Dependency> previousCycle(Located.Text text) {
        return switch (text.value().text()) {
            case "self" -> Optional.of(new Dependency.OwnPreviousCycle());
            case "downstream" -> Optional.of(new Dependency.PreviousCycleOfDownstream());
            default ->
                named(text)
                        .map(upstream -> upstream.equals(task)
                                ? new Dependency.OwnPreviousCycle()
                                : new Dependency.PreviousCycle(upstream));
        };
    }

    private Optional<TaskId> named(Located.Text text) {
        String name = text.value().text();
        if (RESERVED.contains(name)) {
            problems.error(text.place(), "`" + name + "` is no task; write { previousCycle: " + name + " }");
            return Optional.empty();
        }
        try {
            return Optional.of(name.indexOf('/') < 0 ? new TaskId(task.workflow(), name) : TaskId.parse(name));
        } catch (IllegalArgumentException e) {
            problems.error(text.place(), Mistake.sentence(e));
            return Optional.empty();
        }
    }
}
