package io.tidemark.workflow;

/** What every kind of task has. */
public record TaskTerms(Label label, Timing timing, Conduct conduct, Share share) {
    public static final TaskTerms DEFAULT = new TaskTerms(Label.NONE, Timing.DEFAULT, Conduct.DEFAULT, Share.DEFAULT);
}
