package io.tidemark.definition;

import static io.tidemark.definition.SchemaNodes.choice;
import static io.tidemark.definition.SchemaNodes.duration;
import static io.tidemark.definition.SchemaNodes.either;
import static io.tidemark.definition.SchemaNodes.filled;
import static io.tidemark.definition.SchemaNodes.group;
import static io.tidemark.definition.SchemaNodes.named;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.definition.SchemaNodes.Group;
import java.util.List;

/** The schema of {@code datasources.yaml}. */
final class DataSourceSchema {
    private DataSourceSchema() {}

    static ObjectNode schema() {
        return SchemaNodes.file("Tidemark data sources", named(either(tablestore(), maxCompute())));
    }

    private static ObjectNode tablestore() {
        return account(group().key("type", choice(List.of("tablestore")), "What it is.")
                        .key("instance", filled(), "The Tablestore instance.")
                        .key("safetyLag", duration(), "How long after a window's end it is read at the earliest.")
                        .key("retention", duration(), "How long its streams keep their records; for checks."))
                .required("type", "endpoint", "instance", "accessKeyId", "accessKeySecret")
                .closed();
    }

    private static ObjectNode maxCompute() {
        return account(group().key("type", choice(List.of("maxcompute")), "What it is.")
                        .key("tunnelEndpoint", filled(), "Of the tunnel; absent: the service is asked for it.")
                        .key("project", filled(), "The MaxCompute project.")
                        .key("quota", filled(), "The tunnel quota."))
                .required("type", "endpoint", "project", "accessKeyId", "accessKeySecret")
                .closed();
    }

    private static Group account(Group group) {
        return group.key("endpoint", filled(), "http(s)://host[:port], for MaxCompute with /api.")
                .key("accessKeyId", filled(), "${env:NAME} or ${file:PATH}.")
                .key("accessKeySecret", filled(), "${env:NAME} or ${file:PATH}.")
                .key("securityToken", filled(), "Of temporary keys: ${env:NAME} or ${file:PATH}.");
    }
}
