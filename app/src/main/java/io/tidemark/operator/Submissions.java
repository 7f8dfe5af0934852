package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.operator.Submission.Missing;
import io.tidemark.store.VersionStore;
import io.tidemark.workflow.Difference;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.ManagedBy;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.VersionId;
import io.tidemark.workflow.WorkflowReader;
import io.tidemark.workflow.WorkflowText;
import io.tidemark.workflow.WorkflowVersion;
import io.tidemark.workflow.WorkflowVersion.Edited;
import io.tidemark.workflow.WorkflowVersion.Submitted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes versions of workflows. All that one submission changes is changed at once, or nothing is. Thread-safe. */
public final class Submissions {
    /** What fits into one column on every database. */
    private static final int LONGEST = 1_000_000;

    private final VersionStore versions;
    private final WorkflowReader reader;
    private final DataSourceNames dataSources;
    private final Records records;

    public Submissions(VersionStore versions, WorkflowReader reader, DataSourceNames dataSources, Records records) {
        this.versions = versions;
        this.reader = reader;
        this.dataSources = dataSources;
        this.records = records;
    }

    /**
     * A version to be made and what it changes.
     *
     * @param takenFrom the folder that it was submitted from before, if that was another one
     */
    private record Step(WorkflowChange change, Optional<WorkflowText> text, Edited edited, Optional<String> takenFrom) {
        static Step of(WorkflowChange change, Optional<WorkflowText> text, Edited edited) {
            return new Step(change, text, edited, Optional.empty());
        }

        List<String> sentences() {
            List<String> sentences = new ArrayList<>(change.sentences());
            takenFrom.ifPresent(folder -> sentences.add("  It was submitted from " + folder + " before; it belongs to "
                    + edited.folder().orElse("the console") + " from now on."));
            return sentences;
        }
    }

    /**
     * The difference between a folder and what is in force, by name; whether it may be submitted is not looked at.
     *
     * @throws InvalidDefinitionException if one of the workflows cannot be read
     * @throws io.tidemark.attempt.FailureException USER {@code WORKFLOW_OF_CONSOLE}, {@code WORKFLOW_TOO_LARGE}
     *     or {@code NO_WORKFLOW}
     */
    public List<WorkflowChange> changes(Submission submission) {
        return steps(submission).stream().map(Step::change).toList();
    }

    VersionStore versions() {
        return versions;
    }

    /** Submits a folder. */
    PlannedDecision submit(Submission submission, String remark, String by) {
        List<Step> steps = steps(submission);
        refuseMistakes(newest(), steps);
        int unchanged = submission.workflows().size()
                - (int) steps.stream().filter(step -> step.text().isPresent()).count();
        return planned(steps, remark, by, unchanged);
    }

    /**
     * Makes an old version the newest one again.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code VERSION_UNKNOWN} or {@code VERSION_WITHOUT_CONTENT}
     */
    PlannedDecision rollBack(VersionId id, String remark, String by) {
        WorkflowVersion old = versions.find(id).orElseThrow(() -> unknown(id).asException());
        WorkflowText text = old.text()
                .orElseThrow(() -> Failure.user(
                                "VERSION_WITHOUT_CONTENT",
                                id + " took its workflow out of force, so there is nothing in it to go back to.",
                                "Name an earlier version; `tidemark versions " + id.workflow() + "` lists them.")
                        .asException());
        Map<String, WorkflowVersion> newest = newest();
        WorkflowVersion before = Objects.requireNonNull(newest.get(id.workflow()), "there is this one");
        List<Step> steps = new ArrayList<>();
        step(text, before, before.edited()).ifPresent(steps::add);
        refuseMistakes(newest, steps);
        return planned(steps, remark.isEmpty() ? "back to " + id : remark, by, 1 - steps.size());
    }

    static Failure unknown(VersionId id) {
        return Failure.user(
                "VERSION_UNKNOWN",
                "There is no version " + id + ".",
                "`tidemark versions` lists those that there are.");
    }

    private PlannedDecision planned(List<Step> steps, String remark, String by, int unchanged) {
        List<String> sentences = new ArrayList<>();
        steps.forEach(step -> sentences.addAll(step.sentences()));
        steps.forEach(step -> step.text()
                .ifPresent(text -> dataSources
                        .missing(reader.read(text))
                        .forEach(missing -> sentences.add("Careful: " + missing))));
        if (unchanged > 0) {
            sentences.add(
                    unchanged == 1
                            ? "1 workflow is in force as it is."
                            : unchanged + " workflows are in force as they are.");
        }
        if (steps.isEmpty()) {
            return PlannedDecision.nothingToDo(sentences);
        }
        String done = steps.size() == 1
                ? steps.get(0).change().version() + " is in force."
                : steps.size() + " versions are in force.";
        // How many cycles are planned changes each minute, and is nothing to agree to.
        List<String> agreed = steps.stream()
                .map(step -> step.change().version() + " " + step.text().map(WorkflowText::digest))
                .toList();
        return PlannedDecision.agreed(agreed, sentences, done, () -> keep(steps, remark, by));
    }

    private void keep(List<Step> steps, String remark, String by) {
        Submitted submitted = new Submitted(records.clock().instant(), by, remark);
        records.transactions()
                .run(() -> steps.forEach(step -> {
                    VersionId id = step.change().version();
                    if (!versions.insert(new WorkflowVersion(id, step.text(), step.edited(), submitted))) {
                        throw PlannedDecision.changed();
                    }
                }));
    }

    private List<Step> steps(Submission submission) {
        Map<String, WorkflowVersion> newest = newest();
        String folder = submission.folder().toString();
        Map<String, Step> steps = new TreeMap<>();
        for (WorkflowText text : submission.workflows()) {
            WorkflowVersion before = newest.get(text.name());
            if (before != null && before.inForce() && before.edited().managedBy() == ManagedBy.CONSOLE) {
                throw Failure.user(
                                "WORKFLOW_OF_CONSOLE",
                                "The workflow " + text.name()
                                        + " is managed in the console, so files do not replace it.",
                                "Rename the workflow in the files, or remove the one in the console first.")
                        .asException();
            }
            step(text, before, Edited.folder(folder)).ifPresent(step -> steps.put(text.name(), step));
        }
        List<String> there =
                submission.workflows().stream().map(WorkflowText::name).toList();
        newest.values().stream()
                .filter(version -> submission.missing() == Missing.REMOVE
                        && version.inForce()
                        && version.edited().equals(Edited.folder(folder))
                        && !there.contains(version.id().workflow()))
                .forEach(version -> steps.put(version.id().workflow(), removal(version)));
        List<Step> all = List.copyOf(steps.values());
        if (all.isEmpty() && submission.workflows().isEmpty()) {
            throw Failure.user(
                            "NO_WORKFLOW",
                            "There is no workflow.yaml in " + folder
                                    + " or below it, and nothing that is in force was submitted from there.",
                            "Name the folder that holds your workflows.")
                    .asException();
        }
        return all;
    }

    private Map<String, WorkflowVersion> newest() {
        Map<String, WorkflowVersion> newest = new LinkedHashMap<>();
        versions.newestTexts().forEach(version -> newest.put(version.id().workflow(), version));
        return newest;
    }

    /** The next version of a workflow; empty if it is in force as it is. */
    private Optional<Step> step(WorkflowText text, @Nullable WorkflowVersion before, Edited edited) {
        requireSize(text);
        if (before == null || before.text().isEmpty()) {
            int number = before == null ? 1 : before.id().number() + 1;
            return Optional.of(Step.of(
                    new WorkflowChange(
                            new VersionId(text.name(), number), WorkflowChange.Kind.ADDED, List.of(), tasks(text), 0),
                    Optional.of(text),
                    edited));
        }
        WorkflowText old = before.text().get();
        if (old.equals(text)) {
            return Optional.empty();
        }
        List<Difference> differences = reader.differences(old, text);
        VersionId next = new VersionId(text.name(), before.id().number() + 1);
        return Optional.of(new Step(
                new WorkflowChange(next, WorkflowChange.Kind.CHANGED, differences, tasks(text), planned(text.name())),
                Optional.of(text),
                edited,
                before.edited().folder().filter(folder -> !edited.folder().equals(Optional.of(folder)))));
    }

    private Step removal(WorkflowVersion before) {
        String workflow = before.id().workflow();
        VersionId next = new VersionId(workflow, before.id().number() + 1);
        return Step.of(
                new WorkflowChange(next, WorkflowChange.Kind.REMOVED, List.of(), 0, planned(workflow)),
                Optional.empty(),
                before.edited());
    }

    private int tasks(WorkflowText text) {
        return reader.read(text).tasks().size();
    }

    private int planned(String workflow) {
        return records.planned().countToCome(workflow, records.clock().instant());
    }

    private static void requireSize(WorkflowText text) {
        long size = text.definition().length()
                + text.scripts().values().stream().mapToLong(String::length).sum();
        if (size > LONGEST) {
            throw Failure.user(
                            "WORKFLOW_TOO_LARGE",
                            "The workflow " + text.name() + " and its scripts have " + size + " characters; at most "
                                    + LONGEST + " can be kept.",
                            "Split it into several workflows.")
                    .asException();
        }
    }

    /** Looks at all that would be in force, since workflows depend on each other. */
    private void refuseMistakes(Map<String, WorkflowVersion> newest, List<Step> steps) {
        Map<String, WorkflowText> together = new TreeMap<>();
        newest.forEach((name, version) -> version.text().ifPresent(text -> together.put(name, text)));
        steps.forEach(step -> step.text()
                .ifPresentOrElse(
                        text -> together.put(text.name(), text),
                        () -> together.remove(step.change().version().workflow())));
        List<Problem> mistakes = new ArrayList<>(reader.mistakes(List.copyOf(together.values())));
        if (!mistakes.isEmpty()) {
            throw new InvalidDefinitionException(mistakes);
        }
    }
}
