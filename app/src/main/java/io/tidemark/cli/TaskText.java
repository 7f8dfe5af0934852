package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.workflow.TaskId;

/** Tasks on the command line. */
final class TaskText {
    private TaskText() {}

    /** @throws io.tidemark.attempt.FailureException USER {@code BAD_TASK} */
    static TaskId read(String text) {
        try {
            return TaskId.parse(text);
        } catch (IllegalArgumentException e) {
            throw Failure.user(
                            "BAD_TASK", e.getMessage() + ".", "`tidemark tasks list` shows the tasks that there are.")
                    .asException(e);
        }
    }
}
