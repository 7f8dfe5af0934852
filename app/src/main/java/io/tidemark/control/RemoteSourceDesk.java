package io.tidemark.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidemark.doctor.Examination;
import io.tidemark.operator.SourceDesk;
import io.tidemark.operator.SourceView;
import io.tidemark.probe.Finding;
import io.tidemark.probe.FirstRows;
import io.tidemark.probe.Tables;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Data sources of a running operator. */
public record RemoteSourceDesk(OperatorCall operator) implements SourceDesk {
    @Override
    public List<SourceView> sources() {
        return SourceJson.readSources(operator.get("/v1/datasources"));
    }

    @Override
    public void put(String name, Map<String, String> keys, boolean replace) {
        operator.post(path(name), SourceJson.of(keys, replace));
    }

    @Override
    public void remove(String name, boolean force) {
        operator.delete(path(name) + "?force=" + force);
    }

    @Override
    public List<Finding> test(String name, Tables tables) {
        return SourceJson.readFindings(operator.post(path(name) + "/test", SourceJson.of(tables)));
    }

    @Override
    public FirstRows firstRows(String name, String table, Map<String, String> partition, int limit) {
        return RowsJson.read(operator.post(path(name) + "/preview", SourceJson.of(table, partition, limit)));
    }

    @Override
    public Examination.Report examine(String source, String target) {
        return ExaminationJson.read(operator.post("/v1/examinations", ExaminationJson.of(source, target)));
    }

    @Override
    public int rotateKey() {
        return operator.post("/v1/datasources-key", JsonNodeFactory.instance.objectNode())
                .path("sealed")
                .asInt();
    }

    private static String path(String name) {
        return "/v1/datasources/"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
