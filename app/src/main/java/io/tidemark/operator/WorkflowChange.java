package io.tidemark.operator;

import io.tidemark.workflow.Difference;
import io.tidemark.workflow.VersionId;
import java.util.ArrayList;
import java.util.List;

/**
 * What submitting would do to one workflow.
 *
 * @param version that would be made
 * @param differences to the version that is in force; empty but for {@link Kind#CHANGED}, and there if only comments or their
 *     layout differ
 * @param tasks that the new version has
 * @param instances that have been made ahead of time, have not come yet, and would be planned anew or removed
 */
public record WorkflowChange(VersionId version, Kind kind, List<Difference> differences, int tasks, int instances) {
    public WorkflowChange {
        differences = List.copyOf(differences);
    }

    /** What becomes of the workflow. */
    public enum Kind {
        /** There is none of its name in force. */
        ADDED,
        CHANGED,
        /** It is taken out of force. */
        REMOVED
    }

    /** For people. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        String cycles = count(instances, "cycle") + " that " + (instances == 1 ? "has" : "have") + " not come yet";
        switch (kind) {
            case ADDED -> sentences.add(version + " is new, with " + count(tasks, "task") + "; its cycles begin now.");
            case CHANGED -> {
                sentences.add(version + " differs from " + version.workflow() + "@" + (version.number() - 1)
                        + (differences.isEmpty() ? " in comments or layout only" : " in")
                        + (differences.isEmpty() ? "" : ":"));
                differences.forEach(difference -> sentences.add("  " + difference));
                sentences.add("  " + cycles + (instances == 1 ? " is" : " are")
                        + " planned anew; what has begun goes on as it was.");
            }
            case REMOVED ->
                sentences.add(version + " takes " + version.workflow() + " out of force: " + cycles
                        + (instances == 1 ? " is" : " are") + " removed; what has begun goes on.");
        }
        return sentences;
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
