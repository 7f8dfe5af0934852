package io.tidemark.operator;

import io.tidemark.workflow.CatchUp;
import io.tidemark.workflow.Conduct;
import io.tidemark.workflow.Dependency;
import io.tidemark.workflow.Label;
import io.tidemark.workflow.RetryPolicy;
import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.SchedulingType;
import io.tidemark.workflow.Share;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.Task;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.TaskTerms;
import io.tidemark.workflow.Timing;
import io.tidemark.workflow.Validity;
import io.tidemark.workflow.VirtualTask;
import io.tidemark.workflow.Workflow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A task that a test declares step by step; minutes between its cycles stand for its schedule. */
record Draft(String name, List<Dependency> dependsOn, Timing timing, Share share, RetryPolicy retry, boolean virtual) {
    static Draft sync(String name) {
        return new Draft(name, List.of(), Timing.DEFAULT, Share.DEFAULT, RetryPolicy.NONE, false);
    }

    static Draft virtual(String name) {
        return new Draft(name, List.of(), Timing.DEFAULT, Share.DEFAULT, RetryPolicy.NONE, true);
    }

    private Draft with(Dependency dependency) {
        List<Dependency> all = new ArrayList<>(dependsOn);
        all.add(dependency);
        return new Draft(name, all, timing, share, retry, virtual);
    }

    /** In the same cycle, after tasks written as {@code workflow/task}. */
    Draft after(String... tasks) {
        Draft draft = this;
        for (String task : tasks) {
            draft = draft.with(new Dependency.SameCycle(TaskId.parse(task)));
        }
        return draft;
    }

    Draft inTurn() {
        return with(new Dependency.OwnPreviousCycle());
    }

    private Draft timing(Timing other) {
        return new Draft(name, dependsOn, other, share, retry, virtual);
    }

    Draft every(int minutes) {
        return schedule(new ScheduleText.Cron(Integer.toString(minutes)));
    }

    /** In a world whose schedules are the product's. */
    Draft schedule(ScheduleText text) {
        return timing(new Timing(Optional.of(text), timing.validity(), timing.type(), timing.catchUp()));
    }

    Draft scheduling(SchedulingType type) {
        return timing(new Timing(timing.schedule(), timing.validity(), type, timing.catchUp()));
    }

    Draft catchUp(CatchUp policy) {
        return timing(new Timing(timing.schedule(), timing.validity(), timing.type(), policy));
    }

    Draft valid(Validity days) {
        return timing(new Timing(timing.schedule(), days, timing.type(), timing.catchUp()));
    }

    Draft group(String resourceGroup) {
        Share with = new Share(share.priority(), share.maxParallel(), Optional.of(resourceGroup));
        return new Draft(name, dependsOn, timing, with, retry, virtual);
    }

    Draft share(int priority, Optional<Integer> maxParallel) {
        return new Draft(name, dependsOn, timing, new Share(priority, maxParallel, Optional.empty()), retry, virtual);
    }

    Draft retry(RetryPolicy policy) {
        return new Draft(name, dependsOn, timing, share, policy, virtual);
    }

    Task task() {
        Conduct conduct = Samples.terms(retry, Conduct.DEFAULT.timeout()).conduct();
        TaskTerms terms = new TaskTerms(Label.NONE, timing, conduct, share);
        if (virtual) {
            return new VirtualTask(name, dependsOn, terms);
        }
        SyncTask sample = Samples.task(name, false, retry);
        return new SyncTask(
                name, sample.script(), sample.parameters(), sample.chain(), sample.onGap(), dependsOn, terms);
    }

    /** The same task, whose windows begin where this expression says and end with its cycles. */
    SyncTask from(String start) {
        SyncTask task = (SyncTask) task();
        return new SyncTask(
                task.name(),
                task.script(),
                Map.of("startTime", start, "endTime", "$[yyyymmddhh24miss]"),
                task.chain(),
                task.onGap(),
                task.dependsOn(),
                task.terms());
    }

    /** A workflow of these, each minute where a task says nothing else. */
    static Workflow workflow(String name, Draft... drafts) {
        return new Workflow(
                name,
                Samples.ZONE,
                Label.NONE,
                Optional.of(new ScheduleText.Cron("1")),
                Arrays.stream(drafts).map(Draft::task).toList());
    }
}
