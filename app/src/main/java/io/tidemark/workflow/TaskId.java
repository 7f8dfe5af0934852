package io.tidemark.workflow;

import java.util.regex.Pattern;

/** A task of a workflow: {@code earthquakes/changes}. */
public record TaskId(String workflow, String task) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._-]{1,100}");

    /** With these a name would look like an option, or like a folder. */
    private static final String NOT_FIRST = "-.";

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
     * The name of a workflow or a task: 1 to 100 letters, digits, dots, dashes and underscores, of any script, and neither a
     * dot nor a dash at its beginning.
     *
     * @throws IllegalArgumentException with a sentence, if this is none
     */
    public static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "`" + name + "` cannot be a name; use 1 to 100 letters, digits, dots, dashes and underscores");
        }
        if (NOT_FIRST.indexOf(name.charAt(0)) >= 0) {
            throw new IllegalArgumentException(
                    "`" + name + "` cannot be a name; begin it with a letter, a digit or an underscore");
        }
        return name;
    }

    @Override
    public String toString() {
        return workflow + "/" + task;
    }
}
