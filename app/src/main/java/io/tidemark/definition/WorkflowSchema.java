package io.tidemark.definition;

import static io.tidemark.definition.SchemaNodes.choice;
import static io.tidemark.definition.SchemaNodes.duration;
import static io.tidemark.definition.SchemaNodes.either;
import static io.tidemark.definition.SchemaNodes.filled;
import static io.tidemark.definition.SchemaNodes.group;
import static io.tidemark.definition.SchemaNodes.list;
import static io.tidemark.definition.SchemaNodes.matching;
import static io.tidemark.definition.SchemaNodes.name;
import static io.tidemark.definition.SchemaNodes.named;
import static io.tidemark.definition.SchemaNodes.text;
import static io.tidemark.definition.SchemaNodes.textOrNumber;
import static io.tidemark.definition.SchemaNodes.truth;
import static io.tidemark.definition.SchemaNodes.whole;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.definition.SchemaNodes.Group;
import io.tidemark.workflow.CatchUp;
import io.tidemark.workflow.GapPolicy;
import io.tidemark.workflow.RerunPolicy;
import io.tidemark.workflow.RetryPolicy;
import io.tidemark.workflow.SchedulingType;
import io.tidemark.workflow.Share;
import java.util.List;

/** The schema of {@code workflow.yaml}. */
final class WorkflowSchema {
    private static final List<List<String>> SCHEDULED = List.of(List.of("schedule"), List.of("every"));

    private WorkflowSchema() {}

    static ObjectNode schema() {
        Group workflow = group().required("workflow", "tasks")
                .key("workflow", name(), "The name of the workflow.")
                .key("timezone", filled(), "Zone of schedules, parameters and bare times, such as Asia/Shanghai.")
                .key("tasks", named(task()).put("minProperties", 1).set("propertyNames", name()), "Names to tasks.");
        ObjectNode schema = shared(workflow).anyOf(SCHEDULED).closed();
        schema.withArray("/anyOf")
                .addObject()
                .withObject("/properties/tasks/additionalProperties")
                .setAll(group().anyOf(SCHEDULED).node());
        return SchemaNodes.file("Tidemark workflow", schema);
    }

    private static ObjectNode task() {
        return shared(group())
                .key("script", filled(), "The sync script, relative to workflow.yaml.")
                .key("virtual", truth(), "Whether the task only joins its upstreams.")
                .key(
                        "parameters",
                        either(text(), named(textOrNumber())),
                        "Names to expressions, or one text as in the parameter field of DataWorks.")
                .key("chain", filled(), "The name of the task's history, when that is not workflow/task.")
                .key("dependsOn", list(dependency()), "What has to succeed before.")
                .closed();
    }

    private static ObjectNode dependency() {
        return either(
                filled(),
                group().required("previousCycle")
                        .key("previousCycle", filled(), "self, downstream, or the name of a task.")
                        .closed());
    }

    private static Group shared(Group group) {
        return group.key("schedule", filled(), "Cron of six fields whose second is 00, such as 00 */5 * * * ?.")
                .key("every", duration(), "Even steps from midnight on, such as 5m.")
                .key("validity", validity(), "The days on which cycles exist.")
                .key("scheduling", choice(SchedulingType.values()), "What becomes of an instance when it is due.")
                .key("catchUp", choice(CatchUp.values()), "What becomes of cycles that passed while no operator ran.")
                .key("onGap", choice(GapPolicy.values()), "What a window does that begins behind the end of the last.")
                .key("retry", retry(), "What follows a failed attempt.")
                .key("timeout", duration(), "How long an attempt may take, at most 7d.")
                .key("rerun", choice(RerunPolicy.values()), "When an instance may run again.")
                .key("priority", whole(Share.LEAST_PRIORITY, Share.MOST_PRIORITY), "The higher the sooner.")
                .key("maxParallel", whole(1, Share.MOST_PARALLEL), "Most instances of the task at once.")
                .key("resourceGroup", name(), "Whose slots its attempts take.")
                .key("owner", text(), "Who is asked about it.")
                .key("description", text(), "What it is for.")
                .key("tags", list(text()), "Words to find it by.");
    }

    private static ObjectNode validity() {
        ObjectNode day = matching("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
        return group().key("from", day, "The first day.")
                .key("to", day, "The last day.")
                .closed();
    }

    private static ObjectNode retry() {
        return group().required("times")
                .key("times", whole(0, RetryPolicy.MOST_TIMES), "Most further attempts.")
                .key("interval", duration(), "Before the first of them, 1s to 30m.")
                .key("backoff", choice(RetryPolicy.Backoff.values()), "How the interval grows.")
                .key("maxInterval", duration(), "What it grows to at most.")
                .closed();
    }
}
