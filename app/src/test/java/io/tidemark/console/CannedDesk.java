package io.tidemark.console;

import io.tidemark.access.Actor;
import io.tidemark.access.AuditEvent;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.instance.InstanceId;
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
import io.tidemark.store.ChainEvent;
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
import io.tidemark.sync.Checkpoint;
import io.tidemark.sync.Checkpoints;
import io.tidemark.sync.Partition;
import io.tidemark.sync.Sequence;
import io.tidemark.sync.ShardId;
import io.tidemark.sync.ShardIterator;
import io.tidemark.sync.Verification;
import io.tidemark.sync.Window;
import io.tidemark.sync.WindowState;
import io.tidemark.workflow.Difference;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.ManagedBy;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.VersionId;
import io.tidemark.workflow.WorkflowText;
import io.tidemark.workflow.WorkflowVersion;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A desk with one chain of two windows, that carries out what was previewed and notes it. */
final class CannedDesk implements Desk {
    static final ChainId VERIFIED_CHAIN = new ChainId("quakes/some changes");
    static final VerifyScope VERIFIED_SCOPE = new VerifyScope(Optional.of(7L));
    static final SourceHint VERIFIED_HINT = new SourceHint(
            Optional.of(Path.of("/a b/script.json")), Map.of("ds", "1"), Optional.empty(), Optional.empty());
    static final Verified VERIFIED = new Verified(
            "sandbox.quakes_changes",
            true,
            false,
            List.of(new Window(Instant.EPOCH, Instant.EPOCH.plusSeconds(60))),
            new Verification(Partition.parse("ds=1"), 5, 1, 2, 3));
    static final Verified BARE_VERIFIED = new Verified(
            "sandbox.t",
            false,
            true,
            List.of(new Window(Instant.EPOCH, Instant.EPOCH.plusSeconds(60))),
            new Verification(Partition.WHOLE_TABLE, 0, 0, 0, 0));

    static final AuditEvent EVENT = new AuditEvent(
            7, Instant.EPOCH, "ann", Actor.Way.TOKEN, "10.0.0.1", "rerun", "a \"b\"", "done", AuditEvent.Outcome.DONE);
    static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    static final ChainId CHAIN = new ChainId("quakes/a script & more.json");
    static final Window WINDOW = new Window(TEN, TEN.plusSeconds(60));
    static final ChainView CHAIN_VIEW =
            new ChainView(CHAIN.value(), "stream", 2, Optional.of(TEN), Optional.of("a test"), TEN.plusNanos(123_000));
    static final ChainDetails CHAIN_DETAILS = new ChainDetails(
            CHAIN_VIEW,
            Map.of(WindowState.COMMITTED, 1L, WindowState.UNDECIDED, 1L),
            List.of(WINDOW),
            Checkpoints.of(Map.of(
                    new ShardId("one"),
                    new Checkpoint(new ShardIterator("it"), 3, new Sequence(1, 2, 3), TEN, 4),
                    new ShardId("two"),
                    Checkpoint.ended(null, null, 0))),
            List.of(new ChainEvent(TEN, "somebody", ChainEvent.Action.MOVED, "from \"there\"")));
    static final WindowView WHOLE = new WindowView(
            7,
            CHAIN,
            WINDOW,
            WindowState.UNDECIDED,
            2,
            true,
            "p.t",
            new Counts(1, 2, 3, 4, 5, 6, 7),
            "an attempt",
            TEN,
            Optional.of(new WindowView.CommittedView(TEN, "another")),
            Optional.of("nobody knows"));
    static final WindowView BARE = new WindowView(
            8,
            CHAIN,
            WINDOW,
            WindowState.OPEN,
            0,
            false,
            "p.t",
            Counts.NONE,
            "an attempt",
            TEN,
            Optional.empty(),
            Optional.empty());
    static final WindowDetails WINDOW_DETAILS = new WindowDetails(
            WHOLE,
            TEN,
            Optional.of(TEN),
            Optional.of(TEN),
            List.of(
                    new WindowDetails.SessionView(0, Partition.parse("ds=1,hm=2"), "s1", 3, "REPLACED"),
                    new WindowDetails.SessionView(1, Partition.WHOLE_TABLE, "s2", 0, "NAMED")),
            Optional.of("{\"a\":1}"),
            Optional.empty());
    static final Preview PREVIEW =
            new Preview(List.of("This happens.", "That, too."), Optional.of("x1"), "It is done.");

    static final WorkflowText TEXT = new WorkflowText(
            "quakes", "workflow: quakes # ä", new TreeMap<>(Map.of("../a b.json", "{\"x\": \"<&>\"}")));
    static final List<WorkflowVersion> VERSIONS = List.of(
            new WorkflowVersion(
                    new VersionId("quakes", 2),
                    Optional.empty(),
                    new WorkflowVersion.Edited(ManagedBy.CONSOLE, Optional.empty()),
                    new WorkflowVersion.Submitted(TEN.plusNanos(123_000), "somebody", "")),
            new WorkflowVersion(
                    new VersionId("quakes", 1),
                    Optional.of(TEXT),
                    WorkflowVersion.Edited.folder("/there"),
                    new WorkflowVersion.Submitted(TEN, "some body", "for \"this\"")));
    static final List<WorkflowChange> CHANGES = List.of(
            new WorkflowChange(new VersionId("a", 1), WorkflowChange.Kind.ADDED, List.of(), 2, 0),
            new WorkflowChange(
                    new VersionId("b", 3),
                    WorkflowChange.Kind.CHANGED,
                    List.of(
                            new Difference("workflow.yaml", "tasks.t.timeout", Optional.of("1m"), Optional.of("2m")),
                            new Difference("x.json", "", Optional.empty(), Optional.of(""))),
                    1,
                    7),
            new WorkflowChange(new VersionId("c", 2), WorkflowChange.Kind.REMOVED, List.of(), 0, 1));

    boolean breaks;
    final List<AuditLog.Filter> audited = new ArrayList<>();
    final List<Submission> submissions = new ArrayList<>();
    final List<WindowFilter> filters = new ArrayList<>();
    final List<InstanceFilter> instanceFilters = new ArrayList<>();
    final List<String> logs = new ArrayList<>();
    final List<DecisionRequest> previewed = new ArrayList<>();
    final List<DecisionRequest> carriedOut = Collections.synchronizedList(new ArrayList<>());
    volatile @Nullable ScriptedInstance script;

    @Override
    public List<ChainView> chains() {
        if (breaks) {
            throw new IllegalStateException("oops");
        }
        return List.of(CHAIN_VIEW);
    }

    @Override
    public ChainDetails chain(ChainId id) {
        if (!id.equals(CHAIN)) {
            throw Failure.user("CHAIN_UNKNOWN", "No `" + id + "`.", "Look.").asException();
        }
        return CHAIN_DETAILS;
    }

    @Override
    public List<WindowView> windows(WindowFilter filter) {
        filters.add(filter);
        return List.of(WHOLE, BARE);
    }

    @Override
    public Verified verify(ChainId chain, VerifyScope scope, SourceHint hint) {
        return chain.equals(VERIFIED_CHAIN) && scope.equals(VERIFIED_SCOPE) && hint.equals(VERIFIED_HINT)
                ? VERIFIED
                : BARE_VERIFIED;
    }

    @Override
    public WindowDetails window(long id) {
        return WINDOW_DETAILS;
    }

    @Override
    public List<InstanceView> instances(InstanceFilter filter) {
        instanceFilters.add(filter);
        return List.of(CannedInstances.WHOLE, CannedInstances.BARE);
    }

    @Override
    public InstanceDetails instance(InstanceId id) {
        ScriptedInstance scripted = script;
        if (scripted != null) {
            return scripted.details();
        }
        return id.equals(CannedInstances.ID) ? CannedInstances.DETAILS : CannedInstances.BARE_DETAILS;
    }

    @Override
    public List<String> why(InstanceId id) {
        return CannedInstances.WHY;
    }

    @Override
    public List<TaskView> tasks() {
        return CannedInstances.TASKS;
    }

    @Override
    public LogPage log(InstanceId id, Optional<Integer> attempt, int after) {
        ScriptedInstance scripted = script;
        if (scripted != null) {
            return scripted.log(attempt.orElseThrow(), after);
        }
        logs.add(attempt + " " + after);
        return CannedInstances.PAGE;
    }

    @Override
    public List<BackfillView> backfills(Optional<Long> before, int most) {
        return CannedBackfills.ALL.subList(0, Math.min(most, CannedBackfills.ALL.size()));
    }

    @Override
    public BackfillDetails backfill(long number) {
        return CannedBackfills.DETAILS;
    }

    @Override
    public List<VersionView> versions(Optional<String> workflow) {
        return VERSIONS.stream()
                .map(version -> new VersionView(
                        version.id(), version.text().map(WorkflowText::digest), version.edited(), version.submitted()))
                .filter(version ->
                        workflow.isEmpty() || workflow.get().equals(version.id().workflow()))
                .toList();
    }

    @Override
    public WorkflowVersion version(VersionId id) {
        return VERSIONS.stream()
                .filter(version -> version.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public List<WorkflowChange> changes(Submission submission) {
        submissions.add(submission);
        return CHANGES;
    }

    @Override
    public List<AuditEvent> audit(AuditLog.Filter filter) {
        audited.add(filter);
        return List.of(EVENT);
    }

    @Override
    public Preview preview(DecisionRequest request) {
        previewed.add(request);
        if (request.source().workflows().isPresent()) {
            throw new InvalidDefinitionException(
                    List.of(new Problem(new Place("a.yaml", 3, 4), Problem.Severity.ERROR, "it is wrong")));
        }
        return PREVIEW;
    }

    @Override
    public void carryOut(DecisionRequest request, String seen) {
        if (breaks) {
            throw new IllegalStateException("oops");
        }
        if (!PREVIEW.seen().equals(Optional.of(seen))) {
            throw Failure.external("CHANGED_SINCE_SHOWN", "It has changed.", "Look again.")
                    .asException();
        }
        carriedOut.add(request);
    }
}
