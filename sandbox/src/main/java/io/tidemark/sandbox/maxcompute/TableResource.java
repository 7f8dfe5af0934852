package io.tidemark.sandbox.maxcompute;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.sandbox.http.Headers;
import io.tidemark.sandbox.maxcompute.catalog.Content;
import io.tidemark.sandbox.maxcompute.catalog.Partition;
import io.tidemark.sandbox.maxcompute.catalog.Table;
import io.tidemark.sandbox.maxcompute.catalog.Tables;
import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** One table: its columns, and how much it holds. */
final class TableResource implements Resource {
    private final String project;
    private final Tables tables;

    TableResource(String project, Tables tables) {
        this.project = project;
        this.tables = tables;
    }

    @Override
    public void answer(Call call) throws Refusal, IOException {
        if (!call.method().equals("GET")) {
            throw call.wrongMethod();
        }
        Table table = TablePath.table(call, tables);
        List<Content> contents =
                tables.partitions(table.name()).stream().map(Partition::content).toList();
        Instant modified = contents.stream()
                .map(Content::modified)
                .max(Comparator.naturalOrder())
                .orElse(table.created());
        String xml = new Xml()
                .open("Table")
                .element("Name", table.name())
                .element("TableId", table.id())
                .open("Schema", "format", "Json")
                .text(new String(Json.bytes(schema(table, contents, modified)), UTF_8))
                .close("Schema")
                .element("Comment", table.comment())
                .element("Owner", Owner.NAME)
                .element("Project", project)
                .element("Type", "MANAGED_TABLE")
                .element("CreationTime", HttpDate.of(table.created()))
                .element("LastModifiedTime", HttpDate.of(modified))
                .close("Table")
                .toString();
        call.answerXml(new Headers(), xml);
    }

    private ObjectNode schema(Table table, List<Content> contents, Instant modified) {
        ObjectNode schema = Json.object()
                .put("tableName", table.name())
                .put("comment", table.comment())
                .put("owner", Owner.NAME)
                .put("createTime", table.created().getEpochSecond())
                .put("lastModifiedTime", modified.getEpochSecond())
                .put("lastDDLTime", table.created().getEpochSecond())
                .put("lifecycle", table.lifecycle())
                .put("isVirtualView", false)
                .put("isExternal", false)
                .put("recordNum", contents.stream().mapToLong(Content::rows).sum())
                .put("size", contents.stream().mapToLong(Content::bytes).sum());
        Json.tableSchema(schema, table.schema().columns(), table.schema().partitionColumns());
        return schema;
    }
}
