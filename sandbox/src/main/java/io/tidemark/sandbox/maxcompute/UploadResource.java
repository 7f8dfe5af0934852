package io.tidemark.sandbox.maxcompute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.sandbox.http.Headers;
import io.tidemark.sandbox.maxcompute.catalog.Catalog;
import io.tidemark.sandbox.maxcompute.catalog.Table;
import io.tidemark.sandbox.maxcompute.catalog.UploadSession;
import io.tidemark.sandbox.maxcompute.record.Codec;
import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.refusal.RefusalCode;
import io.tidemark.sandbox.maxcompute.schema.PartitionSpec;
import io.tidemark.sandbox.maxcompute.tunnel.BlockIntake;
import java.io.IOException;
import java.util.Locale;
import java.util.TreeMap;

/** Upload sessions: created, filled block by block, looked at, committed. */
final class UploadResource implements Resource {
    private static final int MAX_FIELD_BYTES = 8 << 20;

    private final Catalog catalog;
    private final BlockIntake intake;

    UploadResource(Catalog catalog, BlockIntake intake) {
        this.catalog = catalog;
        this.intake = intake;
    }

    @Override
    public void answer(Call call) throws Refusal, IOException {
        Table table = TablePath.table(call, catalog.tables());
        PartitionSpec partition = TablePath.partition(call, table);
        String id = call.parameter("uploadid");
        switch (call.method()) {
            case "POST" ->
                describe(
                        call,
                        call.has("uploads")
                                ? catalog.uploads().open(table.name(), partition, isTrue(call, "overwrite"))
                                : catalog.uploads().commit(id, table.name(), partition, call.commitManner()));
            case "GET" -> describe(call, catalog.uploads().get(id, table.name(), partition));
            case "PUT" -> takeBlock(call, id, table, partition);
            default -> throw call.wrongMethod();
        }
    }

    private void takeBlock(Call call, String id, Table table, PartitionSpec partition) throws Refusal, IOException {
        try (OpenBody body = new OpenBody(call.body())) {
            try {
                int block = blockId(call);
                Codec codec = Codec.of(call.header("Content-Encoding"))
                        .orElseThrow(() -> new Refusal(
                                RefusalCode.INVALID_ARGUMENT,
                                "The Content-Encoding '" + call.header("Content-Encoding") + "' is not known."));
                UploadSession session = catalog.uploads().writable(id, table.name(), partition, block);
                intake.take(session, block, codec, body);
            } catch (Refusal refusal) {
                // A client that is still sending would see a broken connection instead of the reason.
                body.drain();
                throw refusal;
            }
        }
        call.answer(200, new Headers(), new byte[0]);
    }

    private static int blockId(Call call) throws Refusal {
        try {
            return Integer.parseInt(call.parameter("blockid"));
        } catch (NumberFormatException e) {
            throw new Refusal(
                    RefusalCode.INVALID_BLOCK_ID,
                    "The block id '" + call.parameter("blockid") + "' is not a whole number.",
                    e);
        }
    }

    private static boolean isTrue(Call call, String parameter) {
        return call.parameter(parameter).equalsIgnoreCase("true");
    }

    private static void describe(Call call, UploadSession session) throws IOException {
        ObjectNode json = Json.object()
                .put("UploadID", session.id())
                .put("Status", session.status().name().toLowerCase(Locale.ROOT))
                .put("MaxFieldSize", MAX_FIELD_BYTES)
                .put("QuotaName", "");
        json.set(
                "Schema",
                Json.tunnelSchema(
                        session.table().schema().columns(),
                        session.table().schema().partitionColumns()));
        ArrayNode blocks = json.putArray("UploadedBlockList");
        if (!call.parameter("getblockid").equalsIgnoreCase("false")) {
            new TreeMap<>(session.blocks())
                    .forEach((id, block) -> blocks.addObject().put("BlockID", id));
        }
        call.answerJson(Json.bytes(json));
    }
}
