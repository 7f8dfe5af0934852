package io.tidemark.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.operator.Submission;
import io.tidemark.operator.WorkflowChange;
import io.tidemark.store.VersionView;
import io.tidemark.store.WorkflowTextJson;
import io.tidemark.workflow.ConvertedScript;
import io.tidemark.workflow.Difference;
import io.tidemark.workflow.ManagedBy;
import io.tidemark.workflow.VersionId;
import io.tidemark.workflow.WorkflowText;
import io.tidemark.workflow.WorkflowVersion;
import io.tidemark.workflow.WorkflowVersion.Edited;
import io.tidemark.workflow.WorkflowVersion.Submitted;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Versions of workflows, and what submitting would change, for scripts and for other processes. What is absent is left out. */
public final class VersionJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private VersionJson() {}

    public static ArrayNode versions(List<VersionView> versions) {
        ArrayNode array = JSON.createArrayNode();
        versions.forEach(version -> {
            ObjectNode node = array.addObject();
            node.put("version", version.id().toString());
            version.digest().ifPresent(digest -> node.put("digest", digest));
            submitted(node, version.edited(), version.submitted());
        });
        return array;
    }

    static List<VersionView> readVersions(JsonNode array) {
        List<VersionView> versions = new ArrayList<>();
        array.forEach(node ->
                versions.add(new VersionView(id(node), optional(node, "digest"), edited(node), submitted(node))));
        return versions;
    }

    public static ObjectNode version(WorkflowVersion version) {
        ObjectNode node = JSON.createObjectNode().put("version", version.id().toString());
        submitted(node, version.edited(), version.submitted());
        version.text().ifPresent(text -> node.set("text", WorkflowTextJson.of(text)));
        return node;
    }

    static WorkflowVersion readVersion(JsonNode node) {
        return new WorkflowVersion(
                id(node),
                Optional.ofNullable(node.get("text")).map(WorkflowTextJson::read),
                edited(node),
                submitted(node));
    }

    public static ArrayNode changes(List<WorkflowChange> changes) {
        ArrayNode array = JSON.createArrayNode();
        for (WorkflowChange change : changes) {
            ObjectNode node = array.addObject();
            node.put("workflow", change.version().workflow());
            node.put("version", change.version().number());
            node.put("change", change.kind().name().toLowerCase(Locale.ROOT));
            node.set("differences", differences(change.differences()));
            node.put("tasks", change.tasks());
            node.put("instances", change.instances());
        }
        return array;
    }

    public static ArrayNode differences(List<Difference> differences) {
        ArrayNode array = JSON.createArrayNode();
        differences.forEach(difference -> {
            ObjectNode node = array.addObject();
            node.put("file", difference.file());
            node.put("path", difference.path());
            difference.before().ifPresent(text -> node.put("before", text));
            difference.after().ifPresent(text -> node.put("after", text));
        });
        return array;
    }

    static List<WorkflowChange> readChanges(JsonNode array) {
        List<WorkflowChange> changes = new ArrayList<>();
        array.forEach(node -> changes.add(new WorkflowChange(
                new VersionId(
                        node.path("workflow").asText(), node.path("version").asInt()),
                WorkflowChange.Kind.valueOf(node.path("change").asText().toUpperCase(Locale.ROOT)),
                readDifferences(node.path("differences")),
                node.path("tasks").asInt(),
                node.path("instances").asInt())));
        return changes;
    }

    private static List<Difference> readDifferences(JsonNode array) {
        List<Difference> differences = new ArrayList<>();
        array.forEach(node -> differences.add(new Difference(
                node.path("file").asText(),
                node.path("path").asText(),
                optional(node, "before"),
                optional(node, "after"))));
        return differences;
    }

    static ObjectNode of(Submission submission) {
        ObjectNode node =
                JSON.createObjectNode().put("folder", submission.folder().toString());
        node.put("missing", submission.missing().name());
        ArrayNode workflows = node.putArray("workflows");
        submission.workflows().forEach(text -> workflows.add(WorkflowTextJson.of(text)));
        return node;
    }

    /**
     * Reads what {@link #of} has written.
     *
     * @throws IllegalArgumentException if it is not of that form
     */
    public static Submission submission(JsonNode node) {
        return new Submission(
                workflows(node),
                Path.of(node.path("folder").asText()),
                Submission.Missing.valueOf(node.path("missing").asText()));
    }

    /**
     * The texts of a submission.
     *
     * @throws IllegalArgumentException if one is not of that form
     */
    public static List<WorkflowText> workflows(JsonNode node) {
        List<WorkflowText> workflows = new ArrayList<>();
        node.path("workflows").forEach(text -> workflows.add(WorkflowTextJson.read(text)));
        return workflows;
    }

    /** A script in the present form, and what else it needs. */
    public static ObjectNode converted(ConvertedScript converted) {
        ObjectNode node =
                JSON.createObjectNode().put("script", converted.script()).put("dataSources", converted.dataSources());
        node.set("problems", FailureJson.problems(converted.problems()));
        return node;
    }

    private static void submitted(ObjectNode node, Edited edited, Submitted submitted) {
        node.put("managedBy", edited.managedBy().name().toLowerCase(Locale.ROOT));
        edited.folder().ifPresent(folder -> node.put("folder", folder));
        node.put("submittedAt", submitted.at().toString());
        node.put("submittedBy", submitted.by());
        node.put("remark", submitted.remark());
    }

    private static VersionId id(JsonNode node) {
        return VersionId.parse(node.path("version").asText());
    }

    private static Edited edited(JsonNode node) {
        return new Edited(
                ManagedBy.valueOf(node.path("managedBy").asText().toUpperCase(Locale.ROOT)), optional(node, "folder"));
    }

    private static Submitted submitted(JsonNode node) {
        return new Submitted(
                Instant.parse(node.path("submittedAt").asText()),
                node.path("submittedBy").asText(),
                node.path("remark").asText());
    }

    private static Optional<String> optional(JsonNode node, String key) {
        return Optional.ofNullable(node.get(key)).map(JsonNode::asText);
    }
}
