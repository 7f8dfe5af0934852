package io.tidemark.operator;

import io.tidemark.workflow.VersionId;
import io.tidemark.workflow.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Versions of workflows in memory; the workflows of one submission have one number. */
final class WorkflowList implements Workflows {
    private final Map<Integer, List<Workflow>> submitted = new LinkedHashMap<>();
    private final Map<String, Newest> newest = new LinkedHashMap<>();
    private int number;
    boolean broken;

    WorkflowList(List<Workflow> workflows) {
        submit(workflows);
    }

    /** A new version of each; all that are left out are out of force. */
    void submit(List<Workflow> workflows) {
        number++;
        submitted.put(number, workflows);
        newest.replaceAll((name, old) -> new Newest(new VersionId(name, number), Optional.empty()));
        workflows.forEach(workflow ->
                newest.put(workflow.name(), new Newest(new VersionId(workflow.name(), number), Optional.of(workflow))));
    }

    /** Lets the newest version be read in another way from now on. */
    void misread(List<Workflow> workflows) {
        submitted.put(number, workflows);
    }

    @Override
    public List<Newest> newest() {
        requireSound();
        return new ArrayList<>(newest.values());
    }

    private void requireSound() {
        if (broken) {
            throw new IllegalStateException("the versions cannot be looked up");
        }
    }

    @Override
    public Optional<Workflow> version(VersionId id) {
        requireSound();
        return submitted.getOrDefault(id.number(), List.of()).stream()
                .filter(workflow -> workflow.name().equals(id.workflow()))
                .findFirst();
    }
}
