package io.tidemark.workflow;

/** What becomes of cycles that passed while no operator ran. */
public enum CatchUp {
    /** Each of them runs, the oldest first. */
    ALL,
    /** The latest of them runs; for a sync task its window begins where the last one ended, so that nothing is left out. */
    LATEST,
    /** None of them runs. */
    NONE
}
