package io.tidemark.definition;

import static io.tidemark.definition.SchemaNodes.anything;
import static io.tidemark.definition.SchemaNodes.choice;
import static io.tidemark.definition.SchemaNodes.either;
import static io.tidemark.definition.SchemaNodes.filled;
import static io.tidemark.definition.SchemaNodes.group;
import static io.tidemark.definition.SchemaNodes.list;
import static io.tidemark.definition.SchemaNodes.matching;
import static io.tidemark.definition.SchemaNodes.text;
import static io.tidemark.definition.SchemaNodes.textOrNumber;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.definition.SchemaNodes.Group;
import java.util.List;

/** The schema of sync scripts, in the three forms that are read. Any text may be a placeholder. */
final class ScriptSchema {
    private ScriptSchema() {}

    static ObjectNode schema() {
        return SchemaNodes.file("Tidemark sync script", either(present(), older(), datax()));
    }

    private static ObjectNode present() {
        return group().required("type", "version", "steps", "order")
                .key("type", choice(List.of("job")), "Always job.")
                .key("version", textOrNumber(), "2.0")
                .key(
                        "steps",
                        list(either(step("otsstream", "reader", reader()), step("odps", "writer", writer()))),
                        "A reader and a writer.")
                .key("order", order(), "The hop from the reader to the writer.")
                .key("setting", setting(speed().closed()), "Speed and dirty records.")
                .key("extend", anything(), "No effect.")
                .closed();
    }

    private static ObjectNode older() {
        return group().required("configuration")
                .key("type", choice(List.of("job")), "Always job.")
                .key("version", textOrNumber(), "1.0")
                .key(
                        "configuration",
                        group().required("reader", "writer")
                                .key("reader", plugin("plugin", "otsstream", reader()), "The reader.")
                                .key("writer", plugin("plugin", "odps", writer()), "The writer.")
                                .key("setting", setting(speed().closed()), "Speed and dirty records.")
                                .closed(),
                        "A reader and a writer.")
                .closed();
    }

    private static ObjectNode datax() {
        ObjectNode content = group().required("reader", "writer")
                .key("reader", plugin("name", "otsstreamreader", reader()), "The reader.")
                .key("writer", plugin("name", "odpswriter", writer()), "The writer.")
                .closed();
        return group().required("job")
                .key(
                        "job",
                        group().required("content")
                                .key("content", list(content), "One reader and one writer.")
                                .key("setting", setting(jobSpeed()), "Speed and dirty records.")
                                .key("entry", anything(), "No effect.")
                                .closed(),
                        "A DataX job.")
                .key("core", anything(), "No effect.")
                .key("common", anything(), "No effect.")
                .closed();
    }

    private static ObjectNode step(String type, String category, ObjectNode parameter) {
        return group().required("stepType", "name", "category", "parameter")
                .key("stepType", choice(List.of(type)), "What the step does.")
                .key("name", filled(), "The name that `order` refers to.")
                .key("category", choice(List.of(category)), "Reader or writer.")
                .key("parameter", parameter, "The settings of the step.")
                .closed();
    }

    private static ObjectNode plugin(String kindKey, String kind, ObjectNode parameter) {
        return group().required(kindKey, "parameter")
                .key(kindKey, choice(List.of(kind)), "What it is.")
                .key("parameter", parameter, "Its settings.")
                .closed();
    }

    private static ObjectNode order() {
        ObjectNode hop = group().required("from", "to")
                .key("from", filled(), "The name of the reader.")
                .key("to", filled(), "The name of the writer.")
                .closed();
        return group().required("hops").key("hops", list(hop), "One hop.").closed();
    }

    private static Group speed() {
        return group().key("concurrent", whole(1, 1000), "Shard groups at once.")
                .key("throttle", truth(), "Whether one of the limits counts.")
                .key(SpeedKeys.MEGABYTES, number(), "Most megabytes of records a second.")
                .key(SpeedKeys.BYTES, number(), "Most bytes of records a second.")
                .key(SpeedKeys.ROWS, number(), "Most records a second.");
    }

    private static ObjectNode jobSpeed() {
        return speed().key("channel", whole(1, 1000), "Shard groups at once.")
                .key("byte", number(), "Most bytes of records a second.")
                .key("record", number(), "Most records a second.")
                .closed();
    }

    private static ObjectNode setting(ObjectNode speed) {
        ObjectNode errorLimit = group().key("record", whole(0, Long.MAX_VALUE), "Rows that may be left out.")
                .key(
                        "percentage",
                        number(),
                        "The share of rows that may be left out, 0 to 1; no effect beside `record`.")
                .closed();
        return group().key("speed", speed, "How fast.")
                .key("errorLimit", errorLimit, "What is let pass.")
                .key("executeMode", anything(), "No effect.")
                .key("jvmOption", anything(), "No effect.")
                .key("locale", anything(), "No effect.")
                .closed();
    }

    private static ObjectNode reader() {
        ObjectNode column = group().anyOf(List.of(List.of("name"), List.of("value")))
                .key("name", filled(), "A column of the primary key or an attribute.")
                .key("old", truth(), "Whether its value before the change is meant.")
                .key("value", either(either(textOrNumber(), truth()), placeholder()), "A constant, instead of a name.")
                .key("type", matching("^(string|int|double|bool|.*\\$\\{.*)$"), "What the constant is.")
                .closed();
        Group group = group().anyOf(List.of(
                        List.of("startTimestampMillis", "endTimestampMillis"),
                        List.of("startTimeString", "endTimeString"),
                        List.of("date")))
                .key("datasource", filled(), "An entry of datasources.yaml.")
                .key("endpoint", filled(), "Instead of `datasource`; better there.")
                .key("instanceName", filled(), "Instead of `datasource`; better there.")
                .key("table", filled(), "The Tablestore table.")
                .key("dataTable", filled(), "As `table`.")
                .key("statusTable", filled(), "Where windows are witnessed.")
                .key("mode", filled(), "single_version_and_update_only; the column mode when it is missing.")
                .key("column", list(column), "The columns, in the order of the writer's.")
                .key(
                        "includeDeletes",
                        truth(),
                        "Whether a deleted row has a row, too; the operation is then the last column.")
                .key(
                        "isExportSequenceInfo",
                        truth(),
                        "Whether the place in the stream is the last column; column mode only.")
                .key("maxRetries", whole(0, 1000), "Most retries of one request.")
                .key("isTimeseriesTable", truth(), "false")
                .key("enableTableGroupSupport", truth(), "false");
        WindowKeys.ALL.stream()
                .sorted()
                .forEach(
                        key -> group.key(key, textOrNumber(), "The window; 14 digits of local time, or milliseconds."));
        return account(group, ReaderStep.WITHOUT_EFFECT.keySet());
    }

    private static ObjectNode writer() {
        Group group = group().required("table", "truncate", "column")
                .key("datasource", filled(), "An entry of datasources.yaml.")
                .key("odpsServer", filled(), "Instead of `datasource`; better there.")
                .key("endpoint", filled(), "Instead of `datasource`; better there.")
                .key("tunnelServer", filled(), "Instead of `datasource`; better there.")
                .key("tunnelEndpoint", filled(), "Instead of `datasource`; better there.")
                .key("project", filled(), "Instead of `datasource`; better there.")
                .key("securityToken", filled(), "Instead of `datasource`; better there.")
                .key("table", filled(), "The MaxCompute table.")
                .key("partition", text(), "ds=${ds},hm=${hm}")
                .key("column", list(filled()), "The target columns by name, or * alone.")
                .key("createTable", truth(), "Whether the table is made if there is none.")
                .key("truncate", truth(), "Whether the partition's rows are replaced.")
                .key("emptyAsNull", truth(), "Whether empty text becomes null.")
                .key("compress", truth(), "Whether what is sent is compressed.")
                .key("supportDynamicPartition", truth(), "false")
                .key("dryRun", truth(), "false")
                .key("overLengthRule", matching("^([kK][eE][eE][pP][oO][nN]|.*\\$\\{.*)$"), "keepOn");
        return account(group, WriterStep.WITHOUT_EFFECT.keySet());
    }

    private static ObjectNode account(Group group, Iterable<String> withoutEffect) {
        group.key("accessId", filled(), "Instead of `datasource`; better there.")
                .key("accessKey", filled(), "Instead of `datasource`; better there.");
        withoutEffect.forEach(key -> group.key(key, anything(), "No effect."));
        return group.closed();
    }

    private static ObjectNode whole(long least, long most) {
        return either(SchemaNodes.whole(least, most), placeholder());
    }

    private static ObjectNode number() {
        return either(SchemaNodes.number(), placeholder());
    }

    private static ObjectNode truth() {
        return either(SchemaNodes.truth(), placeholder());
    }

    private static ObjectNode placeholder() {
        return matching("\\$\\{");
    }
}
