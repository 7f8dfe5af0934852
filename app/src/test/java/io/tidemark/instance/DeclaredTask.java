package io.tidemark.instance;

import io.tidemark.workflow.CatchUp;
import io.tidemark.workflow.Conduct;
import io.tidemark.workflow.Dependency;
import io.tidemark.workflow.Label;
import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.SchedulingType;
import io.tidemark.workflow.Share;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.TaskTerms;
import io.tidemark.workflow.Timing;
import io.tidemark.workflow.Validity;
import io.tidemark.workflow.VirtualTask;
import io.tidemark.workflow.Workflow;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A task for the tests, in a workflow of its own. */
record DeclaredTask(TaskId id, ZoneId zone, ScheduleText schedule, Validity validity, List<Dependency> dependencies) {
    /** A schedule as {@code every 5m}, or a cron expression. */
    static DeclaredTask of(String name, String zone, String schedule) {
        return new DeclaredTask(
                new TaskId(name, name), ZoneId.of(zone), schedule(schedule), Validity.ALWAYS, List.of());
    }

    static ScheduleText schedule(String text) {
        return text.startsWith("every ")
                ? new ScheduleText.Every(Duration.parse("PT" + text.substring("every ".length())))
                : new ScheduleText.Cron(text);
    }

    DeclaredTask with(Dependency dependency) {
        List<Dependency> all = new ArrayList<>(dependencies);
        all.add(dependency);
        return new DeclaredTask(id, zone, schedule, validity, all);
    }

    DeclaredTask after(DeclaredTask upstream) {
        return with(new Dependency.SameCycle(upstream.id));
    }

    DeclaredTask afterPrevious(DeclaredTask upstream) {
        return with(new Dependency.PreviousCycle(upstream.id));
    }

    DeclaredTask inTurn(boolean whether) {
        return whether ? with(new Dependency.OwnPreviousCycle()) : this;
    }

    DeclaredTask valid(Validity days) {
        return new DeclaredTask(id, zone, schedule, days, dependencies);
    }

    boolean isInTurn() {
        return dependencies.contains(new Dependency.OwnPreviousCycle());
    }

    Workflow workflow() {
        Timing timing = new Timing(Optional.empty(), validity, SchedulingType.NORMAL, CatchUp.ALL);
        TaskTerms terms = new TaskTerms(Label.NONE, timing, Conduct.DEFAULT, Share.DEFAULT);
        return new Workflow(
                id.workflow(),
                zone,
                Label.NONE,
                Optional.of(schedule),
                List.of(new VirtualTask(id.task(), dependencies, terms)));
    }
}
