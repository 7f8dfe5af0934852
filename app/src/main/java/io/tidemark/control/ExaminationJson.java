package io.tidemark.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.doctor.Assumption;
import io.tidemark.doctor.Examination;
import io.tidemark.doctor.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came out of examining two accounts, for scripts and for other processes, and back. */
public final class ExaminationJson {
    private ExaminationJson() {}

    /** The request. */
    static ObjectNode of(String source, String target) {
        return JsonNodeFactory.instance.objectNode().put("source", source).put("target", target);
    }

    public static ObjectNode of(Examination.Report report) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode findings = node.putArray("findings");
        report.findings()
                .forEach(finding -> findings.addObject()
                        .put("assumption", finding.assumption().name())
                        .put("sentence", finding.assumption().sentence())
                        .put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT))
                        .put("evidence", finding.evidence()));
        ArrayNode left = node.putArray("left");
        report.left().forEach(left::add);
        return node;
    }

    static Examination.Report read(JsonNode node) {
        List<Finding> findings = new ArrayList<>();
        node.path("findings")
                .forEach(finding -> findings.add(new Finding(
                        Assumption.valueOf(finding.path("assumption").asText()),
                        Finding.Verdict.valueOf(finding.path("verdict").asText().toUpperCase(Locale.ROOT)),
                        finding.path("evidence").asText())));
        List<String> left = new ArrayList<>();
        node.path("left").forEach(sentence -> left.add(sentence.asText()));
        return new Examination.Report(findings, left);
    }
}
