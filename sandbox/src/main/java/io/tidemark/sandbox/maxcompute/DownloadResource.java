package io.tidemark.sandbox.maxcompute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.sandbox.maxcompute.catalog.Catalog;
import io.tidemark.sandbox.maxcompute.catalog.Table;
import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.schema.TableSchema;
import io.tidemark.sandbox.maxcompute.tunnel.ColumnChoice;
import io.tidemark.sandbox.maxcompute.tunnel.DownloadSession;
import io.tidemark.sandbox.maxcompute.tunnel.Downloads;
import io.tidemark.sandbox.maxcompute.tunnel.RowRange;
import java.io.IOException;

/** Download sessions of tables: created, looked at, read. */
final class DownloadResource implements Resource {
    private final Catalog catalog;
    private final Downloads downloads;

    DownloadResource(Catalog catalog, Downloads downloads) {
        this.catalog = catalog;
        this.downloads = downloads;
    }

    @Override
    public void answer(Call call) throws Refusal, IOException {
        Table table = TablePath.table(call, catalog.tables());
        if (call.method().equals("POST") && call.has("downloads")) {
            describe(call, downloads.open(table.name(), TablePath.partition(call, table)));
            return;
        }
        if (!call.method().equals("GET")) {
            throw call.wrongMethod();
        }
        DownloadSession session = downloads.get(call.parameter("downloadid"), table.name());
        if (call.has("data")) {
            send(call, session);
        } else {
            describe(call, session);
        }
    }

    private void send(Call call, DownloadSession session) throws Refusal, IOException {
        RowRange range = RowRange.parse(call.parameter("rowrange"), session.rows());
        ColumnChoice choice = ColumnChoice.parse(
                call.parameter("columns"), session.table().schema().columns());
        try (RowStream rows = new RowStream(call)) {
            downloads.send(session, range, choice, rows::open);
            rows.finish();
        }
    }

    private static void describe(Call call, DownloadSession session) throws IOException {
        TableSchema schema = session.table().schema();
        ObjectNode json = Json.object()
                .put("DownloadID", session.id())
                .put("Status", "normal")
                .put("RecordCount", session.rows())
                .put("QuotaName", "");
        json.set("Schema", Json.tunnelSchema(schema.columns(), schema.partitionColumns()));
        call.answerJson(Json.bytes(json));
    }
}
