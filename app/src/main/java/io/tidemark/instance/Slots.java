package io.tidemark.instance;

/**
 * How many attempts are queued or running, and how many may be. Counted from rows, never kept.
 *
 * @param ofTask of the instance's task
 * @param mostOfTask 1 or more
 * @param all of all tasks
 * @param mostOfAll 1 or more
 */
public record Slots(int ofTask, int mostOfTask, int all, int mostOfAll) {
    public Slots {
        if (mostOfTask < 1 || mostOfAll < 1) {
            throw new IllegalArgumentException("a limit of attempts is 1 or more");
        }
    }
}
