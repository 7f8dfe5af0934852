package io.tidemark.store;

import io.tidemark.workflow.ManagedBy;
import io.tidemark.workflow.VersionId;
import io.tidemark.workflow.WorkflowVersion;
import io.tidemark.workflow.WorkflowVersion.Edited;
import io.tidemark.workflow.WorkflowVersion.Submitted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.result.RowView;

/** Versions of workflows, which are added and never changed. Each method joins the open transaction or is one. Thread-safe. */
public final class VersionStore {
    private static final String NEWEST = """
            JOIN (SELECT workflow AS name, MAX(version) AS newest FROM workflow_version GROUP BY workflow) top
              ON top.name = v.workflow AND top.newest = v.version
            """;

    private final Transactions transactions;

    public VersionStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * The newest version of a workflow, without its text.
     *
     * @param inForce whether it does not take its workflow out of force
     */
    public record Newest(VersionId id, boolean inForce) {}

    /** Keeps a new version. Returns false if there is one of this number already. */
    public boolean insert(WorkflowVersion version) {
        String sql = """
                INSERT INTO workflow_version (workflow, version, content, digest, managed_by, folder, submitted_at,
                                              submitted_by, remark)
                VALUES (:workflow, :version, :content, :digest, :managedBy, :folder, :at, :by, :remark)
                ON CONFLICT DO NOTHING
                """;
        return transactions.inTransaction(() -> transactions
                        .handle()
                        .createUpdate(sql)
                        .bind("workflow", version.id().workflow())
                        .bind("version", version.id().number())
                        .bind(
                                "content",
                                version.text()
                                        .map(text -> WorkflowTextJson.of(text).toString())
                                        .orElse(null))
                        .bind(
                                "digest",
                                version.text().map(text -> text.digest()).orElse(null))
                        .bind("managedBy", version.edited().managedBy())
                        .bind("folder", version.edited().folder().orElse(null))
                        .bind("at", version.submitted().at())
                        .bind("by", version.submitted().by())
                        .bind("remark", KeptText.of(version.submitted().remark()))
                        .execute()
                == 1);
    }

    public Optional<WorkflowVersion> find(VersionId id) {
        String sql = "SELECT * FROM workflow_version WHERE workflow = :workflow AND version = :version";
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .bind("workflow", id.workflow())
                .bind("version", id.number())
                .map(VersionStore::version)
                .findOne());
    }

    /** Which version of each workflow is the newest, by name. */
    public List<Newest> newest() {
        String sql = "SELECT v.workflow, v.version, v.digest FROM workflow_version v " + NEWEST + "ORDER BY v.workflow";
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .map((RowView row) -> new Newest(
                        new VersionId(row.getColumn("workflow", String.class), row.getColumn("version", Integer.class)),
                        row.getColumn("digest", String.class) != null))
                .list());
    }

    /** The newest version of each workflow, by name. */
    public List<WorkflowVersion> newestTexts() {
        String sql = "SELECT v.* FROM workflow_version v " + NEWEST + "ORDER BY v.workflow";
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery(sql)
                .map(VersionStore::version)
                .list());
    }

    /** All versions of a workflow, the newest first; of all workflows by name if none is named. */
    public List<VersionView> of(Optional<String> workflow) {
        String sql = "SELECT workflow, version, digest, managed_by, folder, submitted_at, submitted_by, remark"
                + " FROM workflow_version"
                + (workflow.isPresent() ? " WHERE workflow = :workflow" : "")
                + " ORDER BY workflow, version DESC";
        return transactions.inTransaction(() -> {
            var query = transactions.handle().createQuery(sql);
            workflow.ifPresent(name -> query.bind("workflow", name));
            return query.map(VersionStore::view).list();
        });
    }

    private static WorkflowVersion version(RowView row) {
        VersionView view = view(row);
        return new WorkflowVersion(
                view.id(),
                Optional.ofNullable(row.getColumn("content", String.class)).map(WorkflowTextJson::read),
                view.edited(),
                view.submitted());
    }

    private static VersionView view(RowView row) {
        return new VersionView(
                new VersionId(row.getColumn("workflow", String.class), row.getColumn("version", Integer.class)),
                Optional.ofNullable(row.getColumn("digest", String.class)),
                new Edited(
                        row.getColumn("managed_by", ManagedBy.class),
                        Optional.ofNullable(row.getColumn("folder", String.class))),
                new Submitted(
                        row.getColumn("submitted_at", Instant.class),
                        row.getColumn("submitted_by", String.class),
                        row.getColumn("remark", String.class)));
    }
}
