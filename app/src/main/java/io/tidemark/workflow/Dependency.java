package io.tidemark.workflow;

/** What has to succeed before an instance of a task may run. */
public sealed interface Dependency {
    /** The upstream's instance of the same cycle; where frequencies differ, those of the same day or hour. */
    record SameCycle(TaskId upstream) implements Dependency {}

    /** The task's own instance of the cycle before. */
    record OwnPreviousCycle() implements Dependency {}

    /** Another task's instance of the cycle before. */
    record PreviousCycle(TaskId upstream) implements Dependency {}

    /** The instances of the cycle before of all tasks that depend on this one in the same cycle. */
    record PreviousCycleOfDownstream() implements Dependency {}
}
