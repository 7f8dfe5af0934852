package io.tidemark.sandbox.maxcompute;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.sandbox.http.Headers;
import io.tidemark.sandbox.maxcompute.catalog.Content;
import io.tidemark.sandbox.maxcompute.catalog.Partition;
import io.tidemark.sandbox.maxcompute.catalog.Table;
import io.tidemark.sandbox.maxcompute.catalog.Tables;
import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.schema.PartitionSpec;
import io.tidemark.sandbox.maxcompute.schema.PartitionText;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** One partition of a table, or the list of them in parts, filtered by some of their values. */
final class PartitionResource implements Resource {
    private final Tables tables;

    PartitionResource(Tables tables) {
        this.tables = tables;
    }

    @Override
    public void answer(Call call) throws Refusal, IOException {
        if (!call.method().equals("GET")) {
            throw call.wrongMethod();
        }
        Table table = TablePath.table(call, tables);
        if (call.has("partitions")) {
            list(call, table);
        } else {
            describe(call, table);
        }
    }

    private void describe(Call call, Table table) throws Refusal, IOException {
        Content content = tables.content(table.name(), TablePath.partition(call, table));
        ObjectNode json = Json.object()
                .put("createTime", content.created().getEpochSecond())
                .put("lastDDLTime", content.created().getEpochSecond())
                .put("lastModifiedTime", content.modified().getEpochSecond())
                .put("partitionSize", content.bytes())
                .put("partitionRecordNum", content.rows());
        String xml = new Xml()
                .open("Partition")
                .element("Schema", new String(Json.bytes(json), UTF_8))
                .close("Partition")
                .toString();
        call.answerXml(new Headers(), xml);
    }

    private void list(Call call, Table table) throws Refusal, IOException {
        Map<String, String> wanted = PartitionText.some(call.parameter("partition"));
        List<Partition> all = tables.partitions(table.name()).stream()
                .filter(partition -> !partition.spec().equals(PartitionSpec.WHOLE))
                .filter(partition -> PartitionText.matches(table.schema(), partition.spec(), wanted))
                .toList();
        Page<Partition> page = Page.of(all, call);
        Xml xml = new Xml()
                .open("Partitions")
                .element("Marker", page.marker())
                .element("MaxItems", String.valueOf(page.items().size()));
        for (Partition partition : page.items()) {
            xml.open("Partition");
            if (call.has("name")) {
                xml.element("Name", PartitionText.plain(table.schema(), partition.spec()));
            } else {
                columns(xml, table, partition);
            }
            xml.close("Partition");
        }
        call.answerXml(new Headers(), xml.close("Partitions").toString());
    }

    private static void columns(Xml xml, Table table, Partition partition) {
        List<String> values = partition.spec().values();
        for (int i = 0; i < values.size(); i++) {
            String name = table.schema().partitionColumns().get(i).name();
            xml.open("Column", "Name", name, "Value", values.get(i)).close("Column");
        }
        xml.element("CreationTime", String.valueOf(partition.content().created().getEpochSecond()))
                .element(
                        "LastDDLTime",
                        String.valueOf(partition.content().created().getEpochSecond()))
                .element(
                        "LastModifiedTime",
                        String.valueOf(partition.content().modified().getEpochSecond()));
    }
}
