package io.tidemark.control;

import io.tidemark.access.AuditEvent;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.operator.DecisionRequest;
import io.tidemark.operator.Desk;
import io.tidemark.operator.Preview;
import io.tidemark.operator.SourceHint;
import io.tidemark.operator.Submission;
import io.tidemark.operator.Verified;
import io.tidemark.operator.VerifyScope;
import io.tidemark.operator.WorkflowChange;
import io.tidemark.store.AuditLog;
import io.tidemark.store.BackfillDetails;
import io.tidemark.store.BackfillView;
import io.tidemark.store.ChainDetails;
import io.tidemark.store.ChainView;
import io.tidemark.store.InstanceDetails;
import io.tidemark.store.InstanceFilter;
import io.tidemark.store.InstanceView;
import io.tidemark.store.LogPage;
import io.tidemark.store.TaskView;
import io.tidemark.store.VersionView;
import io.tidemark.store.WindowDetails;
import io.tidemark.store.WindowFilter;
import io.tidemark.store.WindowView;
import io.tidemark.sync.ChainId;
import io.tidemark.workflow.VersionId;
import io.tidemark.workflow.WorkflowVersion;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The desk of a running operator. */
public record RemoteDesk(OperatorCall operator) implements Desk {
    @Override
    public List<ChainView> chains() {
        return LedgerReader.chains(operator.get("/v1/chains"));
    }

    @Override
    public ChainDetails chain(ChainId id) {
        return LedgerReader.chainDetails(operator.get("/v1/chain?id=" + encoded(id.value())));
    }

    @Override
    public List<WindowView> windows(WindowFilter filter) {
        StringBuilder query = new StringBuilder("/v1/windows?limit=").append(filter.most());
        filter.chain().ifPresent(chain -> query.append("&chain=").append(encoded(chain.value())));
        filter.state().ifPresent(state -> query.append("&state=").append(state));
        filter.after().ifPresent(place -> query.append("&cursor=").append(encoded(place.toString())));
        return LedgerReader.windows(operator.get(query.toString()));
    }

    @Override
    public WindowDetails window(long id) {
        return LedgerReader.windowDetails(operator.get("/v1/windows/" + id));
    }

    @Override
    public Verified verify(ChainId chain, VerifyScope scope, SourceHint hint) {
        return VerifyJson.read(operator.post("/v1/verify", VerifyJson.of(chain, scope, hint)));
    }

    @Override
    public List<InstanceView> instances(InstanceFilter filter) {
        StringBuilder query = new StringBuilder("/v1/instances?limit=").append(filter.limit());
        filter.workflow().ifPresent(name -> query.append("&workflow=").append(encoded(name)));
        filter.task().ifPresent(name -> query.append("&task=").append(encoded(name)));
        if (!filter.states().isEmpty()) {
            query.append("&state=")
                    .append(filter.states().stream().map(InstanceState::name).collect(Collectors.joining(",")));
        }
        filter.from().ifPresent(from -> query.append("&from=").append(from));
        filter.to().ifPresent(to -> query.append("&to=").append(to));
        filter.origin().ifPresent(kind -> query.append("&origin=").append(kind));
        filter.after().ifPresent(id -> query.append("&cursor=").append(encoded(id.toString())));
        return InstanceReader.views(operator.get(query.toString()));
    }

    @Override
    public InstanceDetails instance(InstanceId id) {
        return InstanceReader.details(operator.get("/v1/instance?id=" + encoded(id.toString())));
    }

    @Override
    public List<String> why(InstanceId id) {
        return InstanceReader.sentences(operator.get("/v1/instance/why?id=" + encoded(id.toString())));
    }

    @Override
    public List<TaskView> tasks() {
        return TaskJson.read(operator.get("/v1/tasks"));
    }

    @Override
    public LogPage log(InstanceId id, Optional<Integer> attempt, int after) {
        return InstanceReader.log(operator.get("/v1/instance/log?id=" + encoded(id.toString()) + "&after=" + after
                + attempt.map(number -> "&attempt=" + number).orElse("")));
    }

    @Override
    public List<BackfillView> backfills(Optional<Long> before, int most) {
        return BackfillJson.readList(operator.get("/v1/backfills?limit=" + most
                + before.map(number -> "&cursor=" + number).orElse("")));
    }

    @Override
    public BackfillDetails backfill(long number) {
        return BackfillJson.readDetails(operator.get("/v1/backfills/" + number));
    }

    @Override
    public List<VersionView> versions(Optional<String> workflow) {
        return VersionJson.readVersions(operator.get("/v1/versions"
                + workflow.map(name -> "?workflow=" + encoded(name)).orElse("")));
    }

    @Override
    public WorkflowVersion version(VersionId id) {
        return VersionJson.readVersion(operator.get("/v1/version?id=" + encoded(id.toString())));
    }

    @Override
    public List<WorkflowChange> changes(Submission submission) {
        return VersionJson.readChanges(operator.post("/v1/changes", VersionJson.of(submission)));
    }

    @Override
    public List<AuditEvent> audit(AuditLog.Filter filter) {
        StringBuilder query = new StringBuilder("/v1/audit?limit=").append(filter.most());
        filter.who().ifPresent(who -> query.append("&who=").append(encoded(who)));
        filter.action().ifPresent(action -> query.append("&action=").append(encoded(action)));
        filter.before().ifPresent(before -> query.append("&cursor=").append(before));
        return AuditJson.read(operator.get(query.toString()));
    }

    @Override
    public Preview preview(DecisionRequest request) {
        return DecisionJson.preview(operator.post("/v1/decisions/preview", DecisionJson.of(request)));
    }

    @Override
    public void carryOut(DecisionRequest request, String seen) {
        operator.post("/v1/decisions", DecisionJson.of(request).put("seen", seen));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
