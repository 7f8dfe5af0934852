package io.tidemark.sandbox.maxcompute;

import io.tidemark.sandbox.http.Headers;
import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The one project: what it is, where its tunnel is, and a log of deprecated calls that nobody reads. */
final class ProjectResource implements Resource {
    private final String project;
    private final Instant created;

    ProjectResource(String project, Instant created) {
        this.project = project;
        this.created = created;
    }

    @Override
    public void answer(Call call) throws Refusal, IOException {
        List<String> path = call.path();
        String part = path.size() > 2 ? path.get(2) : "";
        switch (call.method() + " " + part) {
            case "GET " -> describe(call);
            // Bare host and port: clients put the scheme in front, and no prefix behind.
            case "GET tunnel" -> call.answerText(Objects.requireNonNullElse(call.header("Host"), ""));
            case "PUT logs" -> call.answer(200, new Headers(), new byte[0]);
            default -> throw call.wrongMethod();
        }
    }

    private void describe(Call call) throws IOException {
        String xml = new Xml()
                .open("Project")
                .element("Name", project)
                .element("Type", "managed")
                .element("Comment", "")
                .element("State", "AVAILABLE")
                .open("Properties")
                .open("Property")
                .element("Name", "odps.sql.type.system.odps2")
                .element("Value", "true")
                .close("Property")
                .close("Properties")
                .close("Project")
                .toString();
        Headers headers = new Headers()
                .add("x-odps-owner", Owner.NAME)
                .add("x-odps-creation-time", HttpDate.of(created))
                .add("Last-Modified", HttpDate.of(created));
        call.answerXml(headers, xml);
    }
}
