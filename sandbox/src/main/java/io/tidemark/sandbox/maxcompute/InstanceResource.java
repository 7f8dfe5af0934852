package io.tidemark.sandbox.maxcompute;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.sandbox.http.Headers;
import io.tidemark.sandbox.maxcompute.query.CsvText;
import io.tidemark.sandbox.maxcompute.query.Instances;
import io.tidemark.sandbox.maxcompute.query.ResultFile;
import io.tidemark.sandbox.maxcompute.query.SqlInstance;
import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.refusal.RefusalCode;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Runs of SQL statements: submitted, looked at, their results and failures. */
final class InstanceResource implements Resource {
    private final String project;
    private final Instances instances;
    private final ZoneId zone;

    InstanceResource(String project, Instances instances, ZoneId zone) {
        this.project = project;
        this.instances = instances;
        this.zone = zone;
    }

    static String id(Call call) throws Refusal {
        List<String> path = call.path();
        int at = path.indexOf("instances") + 1;
        if (at >= path.size()) {
            throw new Refusal(RefusalCode.NO_SUCH_INSTANCE, "The call names no instance.");
        }
        return path.get(at);
    }

    @Override
    public void answer(Call call) throws Refusal, IOException {
        if (call.method().equals("POST")) {
            submit(call);
            return;
        }
        if (!call.method().equals("GET")) {
            throw call.wrongMethod();
        }
        SqlInstance instance = instances.get(id(call));
        if (call.has("source")) {
            call.answerXml(headers(instance), instance.job().source());
        } else if (call.has("result")) {
            call.answerXml(headers(instance), result(instance));
        } else {
            call.answerXml(headers(instance), status(instance, call.has("taskstatus")));
        }
    }

    private void submit(Call call) throws Refusal, IOException {
        SqlInstance instance = instances.submit(JobXml.parse(call.text(), zone));
        Headers headers = new Headers()
                .add(
                        "Location",
                        "http://" + call.header("Host") + MaxComputeServer.PREFIX + "/projects/" + project
                                + "/instances/" + instance.id());
        call.answer(201, headers, new byte[0]);
    }

    private static Headers headers(SqlInstance instance) {
        Headers headers =
                new Headers().add("x-odps-owner", Owner.NAME).add("x-odps-start-time", HttpDate.of(instance.started()));
        // Clients read an end from instances that run, too; the start stands in for it.
        return headers.add("x-odps-end-time", HttpDate.of(instance.ended().orElse(instance.started())));
    }

    private static String status(SqlInstance instance, boolean tasks) {
        boolean ended = instance.ended().isPresent();
        Xml xml = new Xml().open("Instance").element("Status", ended ? "Terminated" : "Running");
        if (tasks) {
            String state = instance.failure().isPresent() ? "Failed" : ended ? "Success" : "Running";
            xml.open("Tasks")
                    .open("Task", "Type", "SQL")
                    .element("Name", instance.job().task())
                    .element("StartTime", HttpDate.of(instance.started()))
                    .element("EndTime", instance.ended().map(HttpDate::of).orElse(""))
                    .element("Status", state)
                    .close("Task")
                    .close("Tasks");
        }
        return xml.close("Instance").toString();
    }

    private static String result(SqlInstance instance) throws Refusal, IOException {
        if (instance.ended().isEmpty()) {
            throw new Refusal(RefusalCode.INSTANCE_RUNNING, "The instance " + instance.id() + " still runs.");
        }
        Optional<ResultFile> result = instance.result();
        String text = result.isPresent()
                ? CsvText.of(result.get(), instance.job().zone())
                : instance.failure().orElse("");
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
        return new Xml()
                .open("Instance")
                .open("Tasks")
                .open("Task", "Type", "SQL")
                .element("Name", instance.job().task())
                .element("Status", result.isPresent() ? "Success" : "Failed")
                .open("Result", "Transform", "Base64", "Format", result.isPresent() ? "csv" : "text")
                .text(encoded)
                .close("Result")
                .close("Task")
                .close("Tasks")
                .close("Instance")
                .toString();
    }
}
