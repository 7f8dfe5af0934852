package io.tidemark.operator;

import io.tidemark.access.AuditEvent;
import io.tidemark.instance.InstanceId;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A desk on the records of this process. A decision is planned twice, for the preview and before it is carried out, and both
 * have to say the same. The one place that knows who may decide what. Thread-safe.
 *
 * @param care in anybody's name
 */
public record LocalDesk(
        ChainCare care,
        StatusTables statusTables,
        Submissions submissions,
        CycleCare cycles,
        Backfills backfills,
        VerifyByHand verify,
        Trail trail)
        implements Desk {
    @Override
    public List<InstanceView> instances(InstanceFilter filter) {
        return cycles.views().list(filter);
    }

    @Override
    public InstanceDetails instance(InstanceId id) {
        return new CycleLook(cycles).details(id);
    }

    @Override
    public List<String> why(InstanceId id) {
        return new CycleCauses(cycles).of(id);
    }

    @Override
    public List<TaskView> tasks() {
        return new TaskLook(cycles).tasks();
    }

    @Override
    public LogPage log(InstanceId id, Optional<Integer> attempt, int after) {
        return new CycleLook(cycles).log(id, attempt, after);
    }

    @Override
    public List<BackfillView> backfills(Optional<Long> before, int most) {
        return backfills.list(before, most);
    }

    @Override
    public BackfillDetails backfill(long number) {
        return backfills.details(number);
    }

    @Override
    public List<VersionView> versions(Optional<String> workflow) {
        return submissions.versions().of(workflow);
    }

    @Override
    public WorkflowVersion version(VersionId id) {
        return submissions
                .versions()
                .find(id)
                .orElseThrow(() -> Submissions.unknown(id).asException());
    }

    @Override
    public List<WorkflowChange> changes(Submission submission) {
        return submissions.changes(submission);
    }

    @Override
    public List<ChainView> chains() {
        return care.view().chains();
    }

    @Override
    public ChainDetails chain(ChainId id) {
        return care.view().details(id).orElseThrow(() -> ChainCare.unknown(id));
    }

    @Override
    public List<WindowView> windows(WindowFilter filter) {
        return care.view().windows(filter);
    }

    @Override
    public WindowDetails window(long id) {
        return care.view().window(id).orElseThrow(() -> WindowLines.unknown(id));
    }

    @Override
    public Verified verify(ChainId chain, VerifyScope scope, SourceHint hint) {
        return verify.verify(chain, scope, hint);
    }

    @Override
    public List<AuditEvent> audit(AuditLog.Filter filter) {
        return trail.log().list(filter);
    }

    @Override
    public Preview preview(DecisionRequest request) {
        return planned(request, PlannedDecision::preview);
    }

    @Override
    public void carryOut(DecisionRequest request, String seen) {
        Decision decision = request.decision();
        trail.of(
                request.by(),
                decision.kind(),
                decision.subject(),
                () -> planned(request, plan -> {
                    Runnable change = plan.change()
                            .filter(there -> plan.seen().equals(seen))
                            .orElseThrow(PlannedDecision::changed);
                    change.run();
                    return plan.done();
                }),
                done -> decision.reason().isBlank() ? done : done + " Why: " + decision.reason());
    }

    private <T> T planned(DecisionRequest request, Function<PlannedDecision, T> use) {
        Decision decision = request.decision();
        request.by().require(decision.needs());
        if (!request.by().isHere()) {
            request.source().requireNothingOfThisMachine();
        }
        String by = request.by().name();
        if (decision instanceof Decision.Submit submit) {
            return use.apply(submissions.submit(submit.submission(), submit.remark(), by));
        }
        if (decision instanceof Decision.RollBack back) {
            return use.apply(submissions.rollBack(back.version(), back.remark(), by));
        }
        if (decision instanceof Decision.Steer steer) {
            return use.apply(new SteeringByHand(cycles, steer, by).planned());
        }
        if (decision instanceof Decision.Rerun rerun) {
            return use.apply(new RerunByHand(cycles, rerun.terms(), by).of(rerun.instances(), rerun.scope()));
        }
        if (decision instanceof Decision.RerunFailed failed) {
            return use.apply(new RerunByHand(cycles, failed.terms(), by).ofThoseThatMay(failed));
        }
        if (decision instanceof Decision.PauseTasks pause) {
            return use.apply(new PauseByHand(cycles, pause, by).planned());
        }
        if (decision instanceof Decision.RunOnce run) {
            return use.apply(new RunOnceByHand(cycles, run, by).planned());
        }
        if (decision instanceof Decision.StartBackfill start) {
            return use.apply(backfills.start(start.asked(), start.reason(), request));
        }
        if (decision instanceof Decision.StopBackfill stop) {
            return use.apply(backfills.stop(stop.number(), stop.interrupt(), stop.reason(), by));
        }
        if (decision instanceof Decision.ResumeBackfill resume) {
            return use.apply(backfills.resume(resume.number(), resume.reason(), by));
        }
        ChainCare mine = care.inTheNameOf(by);
        if (decision instanceof Decision.SetSuccessful set) {
            return use.apply(new SuccessByHand(mine, set.instance(), set.reason()).planned());
        }
        if (decision instanceof Decision.ResolveWindow resolve) {
            WindowDetails window = window(resolve.window());
            WindowAnswer answer = new WindowAnswer(mine, window, resolve.resolution(), resolve.early());
            return with(
                    List.of(window.window().chain()), request, table -> use.apply(answer.planned(table.witnesses())));
        }
        if (decision instanceof Decision.MoveChain move) {
            return with(
                    List.of(move.from(), move.to()),
                    request,
                    table -> use.apply(new ChainMove(mine, table.witnesses(), move.from(), move.to()).planned()));
        }
        if (decision instanceof Decision.RewindChain rewind) {
            return with(
                    List.of(rewind.chain()),
                    request,
                    table ->
                            use.apply(new ChainRewind(mine, table.witnesses(), rewind.chain(), rewind.to()).planned()));
        }
        if (decision instanceof Decision.AcceptLoss accept) {
            return with(
                    List.of(accept.chain()),
                    request,
                    table -> use.apply(new ChainLoss(mine, table.source(), table.witnesses(), accept.chain())
                            .planned(accept.to())));
        }
        Decision.RecoverChain recover = (Decision.RecoverChain) decision;
        return with(
                List.of(recover.chain()),
                request,
                table -> use.apply(new ChainRepair(mine, table.witnesses(), recover.chain()).planned(recover.head())));
    }

    private <T> T with(List<ChainId> names, DecisionRequest request, Function<StatusTables.StatusTable, T> use) {
        try (StatusTables.StatusTable table = statusTables.open(names, request.source())) {
            return use.apply(table);
        }
    }
}
