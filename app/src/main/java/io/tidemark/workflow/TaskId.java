package io.tidemark.workflow;

import java.util.regex.Pattern;

/** A task of a workflow: {@code earthquakes/changes}. */
public record TaskId(String workflow, String task) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._-]{1,100}");

    public TaskId {
        requireName(workflow);
        requireName(task);
    }

    /** Reads {@code workflow/task}. */
    public static TaskId parse(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("`" + text + "` is not a task; write it as workflow/task");
        }
        return new TaskId(text.substring(0, slash), text.substring(slash + 1));
    }

    /**
     * The name of a workflow or a task: 1 to 100 letters, digits, dots, dashes and underscores, of any script.
     *
     * @throws IllegalArgumentException with a sentence, if this is none
     */
    public static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "`" + name + "` cannot be a name; use 1 to 100 letters, digits, dots, dashes and underscores");
        }
        return name;
    }

    @Override
    public String toString() {
        return workflow + "/" + task;
    }
}
