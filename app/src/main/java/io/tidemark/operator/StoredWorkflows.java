package io.tidemark.operator;

import io.tidemark.store.VersionStore;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.VersionId;
import io.tidemark.workflow.Workflow;
import io.tidemark.workflow.WorkflowReader;
import io.tidemark.workflow.WorkflowVersion;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Workflows from the versions in the database; each is read once, since versions never change. Thread-safe. */
public final class StoredWorkflows implements Workflows {
    private static final System.Logger LOG = System.getLogger(StoredWorkflows.class.getName());

    private final VersionStore versions;
    private final WorkflowReader reader;
    private final Map<VersionId, Optional<Workflow>> known = new ConcurrentHashMap<>();

    public StoredWorkflows(VersionStore versions, WorkflowReader reader) {
        this.versions = versions;
        this.reader = reader;
    }

    @Override
    public List<Newest> newest() {
        List<Newest> newest = new ArrayList<>();
        for (VersionStore.Newest one : versions.newest()) {
            Optional<Workflow> workflow = one.inForce() ? version(one.id()) : Optional.empty();
            if (workflow.isPresent() == one.inForce()) {
                newest.add(new Newest(one.id(), workflow));
            }
        }
        return newest;
    }

    @Override
    public Optional<Workflow> version(VersionId id) {
        Optional<Workflow> workflow = known.get(id);
        if (workflow == null) {
            workflow = versions.find(id).flatMap(this::read);
            known.put(id, workflow);
        }
        return workflow;
    }

    private Optional<Workflow> read(WorkflowVersion version) {
        try {
            return version.text().map(reader::read);
        } catch (InvalidDefinitionException e) {
            LOG.log(
                    Level.ERROR,
                    "{0} was submitted to another release and cannot be read by this one, so none of its cycles is planned:"
                            + " {1}; submit it again",
                    version.id(),
                    e.getMessage());
            return Optional.empty();
        }
    }
}
