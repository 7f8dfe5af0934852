package io.tidemark.sandbox.maxcompute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.sandbox.maxcompute.query.Instances;
import io.tidemark.sandbox.maxcompute.query.ResultFile;
import io.tidemark.sandbox.maxcompute.query.SqlInstance;
import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.refusal.RefusalCode;
import io.tidemark.sandbox.maxcompute.tunnel.ColumnChoice;
import io.tidemark.sandbox.maxcompute.tunnel.Downloads;
import io.tidemark.sandbox.maxcompute.tunnel.RowRange;
import java.io.IOException;
import java.util.List;

/** The result of a statement through the tunnel: typed, and whole however large it is. */
final class InstanceDownloadResource implements Resource {
    private final Instances instances;

    InstanceDownloadResource(Instances instances) {
        this.instances = instances;
    }

    @Override
    public void answer(Call call) throws Refusal, IOException {
        if (call.has("cached")) {
            throw new Refusal(RefusalCode.INVALID_ARGUMENT, "Query acceleration is not supported by the sandbox.");
        }
        SqlInstance instance = instances.get(InstanceResource.id(call));
        ResultFile result = result(instance);
        if (call.has("data")) {
            RowRange range = RowRange.parse(call.parameter("rowrange"), result.rows());
            ColumnChoice choice = ColumnChoice.parse(call.parameter("columns"), result.columns());
            try (RowStream rows = new RowStream(call)) {
                Downloads.send(result, range, choice, rows::open);
                rows.finish();
            }
            return;
        }
        // A result never changes, so the instance itself is the session.
        ObjectNode json = Json.object()
                .put("DownloadID", instance.id())
                .put("Status", "normal")
                .put("RecordCount", result.rows());
        json.set("Schema", Json.tunnelSchema(result.columns(), List.of()));
        call.answerJson(Json.bytes(json));
    }

    private static ResultFile result(SqlInstance instance) throws Refusal {
        if (instance.ended().isEmpty()) {
            throw new Refusal(RefusalCode.INSTANCE_RUNNING, "The instance " + instance.id() + " still runs.");
        }
        return instance.result()
                .orElseThrow(() -> new Refusal(
                        RefusalCode.INVALID_ARGUMENT,
                        "The instance " + instance.id() + " failed: "
                                + instance.failure().orElse("")));
    }
}
