package io.tidemark.operator;

import io.tidemark.workflow.Task;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that can be declared and that the operator does not act upon. A workflow that declares it is not run, so that
 * nobody relies on it in vain. This is the whole list; whoever makes the operator act upon a key takes it out here.
 *
 * @param key as it is written in workflow.yaml
 */
public record Unheeded(TaskId task, String key) {
    /** What a workflow declares in vain; empty when it can be run. */
    public static List<Unheeded> in(Workflow workflow) {
        List<Unheeded> found = new ArrayList<>();
        for (Task task : workflow.tasks()) {
            keys(task).forEach(key -> found.add(new Unheeded(workflow.idOf(task), key)));
        }
        return found;
    }

    private static List<String> keys(Task task) {
        List<String> keys = new ArrayList<>();
        addIf(keys, "resourceGroup", task.terms().share().resourceGroup().isPresent());
        return keys;
    }

    private static void addIf(List<String> keys, String key, boolean declared) {
        if (declared) {
            keys.add(key);
        }
    }

    /** Why the workflow is not run, and the way out. */
    public String sentence() {
        return "`" + key + "` of the task " + task + " is understood, but this operator does not act upon it yet;"
                + " take it out to run the workflow";
    }
}
