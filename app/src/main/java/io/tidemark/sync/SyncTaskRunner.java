package io.tidemark.sync;

import io.tidemark.attempt.AttemptContext;
import io.tidemark.attempt.Cancellation.CancelledException;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.FailureKind;
import io.tidemark.attempt.Outcome;
import io.tidemark.attempt.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs windows, exactly once each: claim, copy, (a) write down what will be committed, (w) let the source witness it, (b) commit,
 * (c) write down that it is in. Whatever dies in between, the next claim of the chain goes on from there. Thread-safe.
 */
public final class SyncTaskRunner implements SyncRunner {
    /** How many other windows a claim settles before it gives up; a chain has at most one at a time. */
    private static final int MOST_SETTLED = 10;

    private final SourceConnector sources;
    private final SinkConnector sinks;
    private final CheckpointLedger ledger;
    private final Workers workers;

    public SyncTaskRunner(SourceConnector sources, SinkConnector sinks, CheckpointLedger ledger, Workers workers) {
        this.sources = sources;
        this.sinks = sinks;
        this.ledger = ledger;
        this.workers = workers;
    }

    @Override
    public Outcome run(SyncRequest request, AttemptContext context) {
        return report(request, context).outcome();
    }

    /** As {@link #run}, and tells which window was read and which sessions were committed. */
    public SyncReport report(SyncRequest request, AttemptContext context) {
        try (StreamSource source = sources.open(
                        request.source().dataSource(),
                        request.source().table(),
                        request.source().maxRetries());
                TableSink sink = sinks.open(
                        request.target().dataSource(),
                        request.target().table(),
                        request.target().compress())) {
            return new Run(request, context, source, sink).run();
        } catch (CancelledException e) {
            return new SyncReport(new Outcome.Cancelled(context.progress().counts()), request.window(), List.of());
        } catch (FailureException e) {
            Counts counts = context.progress().counts();
            Outcome outcome = e.failure().code().equals("WINDOW_UNDECIDED")
                    ? new Outcome.Undecided(e.failure(), counts)
                    : new Outcome.Failed(e.failure(), counts);
            return new SyncReport(outcome, request.window(), List.of());
        }
    }

    /** One run with its two ends open. */
    private final class Run {
        private final SyncRequest request;
        private final AttemptContext context;
        private final StreamSource source;
        private final TableSink sink;
        private final WitnessTable witnesses;
        private final Settler settler;

        Run(SyncRequest request, AttemptContext context, StreamSource source, TableSink sink) {
            this.request = request;
            this.context = context;
            this.source = source;
            this.sink = sink;
            this.witnesses = source.witnesses(request.source().statusTable());
            this.settler = new Settler(ledger, witnesses, sink, workers, context.log());
        }

        SyncReport run() {
            requirePast();
            StreamInfo stream = source.stream();
            Mapping mapping = Mapping.of(request, stream, table(stream));
            ClaimRequest asked = ClaimRequest.of(request, stream.streamId(), context.attempt());
            for (int settled = 0; settled <= MOST_SETTLED; settled++) {
                Claim claim = ledger.claim(asked);
                if (claim instanceof Claim.Run run && !hadEarlierLife(run.claim(), stream)) {
                    return copyAndCommit(run.claim(), stream, mapping);
                }
                if (claim instanceof Claim.AlreadyCommitted done) {
                    return alreadyCommitted(done);
                }
                if (claim instanceof Claim.ToBeRecovered stopped) {
                    recover(stopped, stream);
                }
                if (claim instanceof Claim.Blocked blocked) {
                    throw blocked.reason().asException();
                }
                if (claim instanceof Claim.Refused refused) {
                    throw refused.reason().asException();
                }
                if (claim instanceof Claim.Settle begun) {
                    SyncReport report = settle(begun, mapping);
                    if (begun.own()) {
                        return report;
                    }
                }
            }
            throw Failure.bug(
                            "CHAIN_DOES_NOT_SETTLE",
                            "Chain " + request.chain() + " has more windows to settle than it can have.",
                            "Report it with the list of its windows.")
                    .asException();
        }

        private TableInfo table(StreamInfo stream) {
            try {
                return sink.table();
            } catch (FailureException e) {
                if (!request.target().create() || !e.failure().code().equals("TABLE_NOT_FOUND")) {
                    throw e;
                }
                sink.create(NewTable.of(request, stream));
                TableInfo made = sink.table();
                context.log().info("made the table " + request.target().qualifiedTable() + " (" + made + ")");
                return made;
            }
        }

        private void requirePast() {
            Instant readable = workers.clock()
                    .instant()
                    .minus(request.source().dataSource().safetyLag());
            if (request.window().end().isAfter(readable)) {
                throw Failure.user(
                                "WINDOW_IN_FUTURE",
                                "The window ends at " + request.window().end()
                                        + ", which is later than now minus the source's safety lag of "
                                        + request.source()
                                                .dataSource()
                                                .safetyLag()
                                                .toSeconds() + " s (" + readable + ").",
                                "Choose an earlier end or run it later.")
                        .asException();
            }
        }

        private SyncReport copyAndCommit(WindowClaim claim, StreamInfo stream, Mapping mapping) {
            if (!claim.window().start().equals(request.window().start())) {
                context.log()
                        .warn("the chain stands at " + claim.window().start()
                                + ", so the window begins there and not at "
                                + request.window().start() + ": nothing is left out");
            }
            claim.fill()
                    .ifPresent(fill -> context.log()
                            .info("the window takes its records out of the gap " + fill.gap()
                                    + ", which was left out"));
            if (claim.end().isPresent() && !request.target().truncate()) {
                request.again()
                        .ifPresent(reason -> context.log()
                                .warn("window " + claim.window() + " is appended once more on purpose: " + reason));
            }
            if (claim.start().isEmpty()) {
                requireKept(claim, stream);
            }
            witnesses.touch(stream.streamId(), claim.chain());
            sink.ensurePartition(request.target().partition());
            Prepared prepared = copy(claim, mapping);
            context.cancellation().check(); // the last moment: what is prepared is brought to its end
            ledger.prepare(claim, prepared);
            return commit(
                    new Claim.Settle(
                            claim,
                            prepared,
                            stream.streamId(),
                            request.target().qualifiedTable(),
                            workers.clock().instant(),
                            true),
                    true,
                    mapping);
        }

        /** By itself where nothing contradicts; else a person is asked. */
        private void recover(Claim.ToBeRecovered stopped, StreamInfo stream) {
            RecoveryPlan plan = ledger.recover(request.chain(), witnesses.all(stream.streamId(), request.chain()));
            if (!plan.contradictions().isEmpty()) {
                throw stopped.reason().asException();
            }
            context.log()
                    .info("chain " + request.chain() + " was recovered from its witnesses: "
                            + plan.adopted().size() + " windows were taken over from them; it stands at "
                            + plan.head().map(Instant::toString).orElse("its beginning"));
        }

        /** A chain that begins here but has witnesses in the source was known to a ledger that is gone. */
        private boolean hadEarlierLife(WindowClaim claim, StreamInfo stream) {
            if (!claim.beginsChain()
                    || !witnesses.knows(stream.streamId(), claim.chain())
                    || witnesses.all(stream.streamId(), claim.chain()).isEmpty()) {
                return false;
            }
            String reason = "the status table `" + request.source().statusTable() + "` knows windows of chain "
                    + claim.chain() + " that this operator's database does not";
            context.log()
                    .warn(reason
                            + ": the chain goes on from there; for a history of its own, give the task another name");
            ledger.toBeRecovered(claim.chain(), reason);
            return true;
        }

        /** The first window of a chain seeks by time: what the stream has dropped already would be missing unseen. */
        private void requireKept(WindowClaim claim, StreamInfo stream) {
            Instant oldest = workers.clock().instant().minus(stream.retention());
            Instant start = claim.window().start();
            if (start.isBefore(oldest) && stream.createdAt().isBefore(oldest)) {
                throw Failure.limit(
                                "RECORDS_EXPIRED",
                                "The window starts at " + start + ", but the stream keeps records for "
                                        + stream.retention().toHours() + " h only, that is since " + oldest + ".",
                                "Start the chain later, and load what is older once with a full export.")
                        .asException();
            }
            if (start.isBefore(stream.createdAt())) {
                context.log()
                        .warn("the stream began at " + stream.createdAt()
                                + "; changes of the window before that are not in it");
            }
        }

        private Prepared copy(WindowClaim claim, Mapping mapping) {
            WindowCopy.Copied copied = copied(claim, mapping);
            Counts counts = context.progress().counts();
            new ColumnReport(request.mode(), copied.sightings()).write(context.log());
            return new Prepared(copied.checkpoints(), counts, copied.entries());
        }

        private WindowCopy.Copied copied(WindowClaim claim, Mapping mapping) {
            try {
                return new WindowCopy(
                                request,
                                source,
                                sink,
                                request.target().partition(),
                                request.target().truncate(),
                                workers)
                        .run(claim, mapping, context);
            } catch (FailureException e) {
                Failure expired = e.failure();
                if (!expired.code().equals("RECORDS_EXPIRED") || !claim.movesHead()) {
                    throw e;
                }
                throw new Failure(expired.kind(), expired.code(), expired.message(), Advice.acceptLoss(request.chain()))
                        .asException(e);
            }
        }

        private SyncReport settle(Claim.Settle begun, Mapping mapping) {
            if (!begun.target().equalsIgnoreCase(request.target().qualifiedTable())) {
                throw Failure.user(
                                "TARGET_CHANGED",
                                "Window " + begun.claim().window() + " of " + request.chain()
                                        + " was being committed to "
                                        + begun.target() + ", but the script now writes to "
                                        + request.target().qualifiedTable() + ".",
                                "Run the chain once with the former table, so that the window is settled there.")
                        .asException();
            }
            context.log()
                    .info("the commit of window " + begun.claim().window()
                            + " was begun and is not known to have ended; it is settled now");
            return commit(begun, false, mapping);
        }

        /** Steps (w), (b) and (c), with a further round when an overwrite session is lost. */
        private SyncReport commit(Claim.Settle first, boolean fresh, Mapping mapping) {
            Claim.Settle begun = first;
            Settler.Settled settled = settler.settle(begun, fresh);
            while (settled == Settler.Settled.NEXT_ROUND) {
                context.cancellation().check();
                begun = writtenAgain(begun, mapping);
                settled = settler.settle(begun, true);
            }
            boolean own = begun.own();
            Prepared prepared = begun.prepared();
            Outcome.Succeeded succeeded = new Outcome.Succeeded(prepared.counts(), note(prepared));
            new WindowReport(begun.claim().window(), prepared).write(context.log());
            ledger.complete(begun.claim(), () -> {
                if (own) {
                    context.completion().accept(succeeded);
                }
            });
            settler.confirm(begun);
            return new SyncReport(
                    succeeded,
                    begun.claim().window(),
                    prepared.entries().stream().map(CommitEntry::sessionId).toList());
        }

        /** The same records in new sessions, one round later. */
        private Claim.Settle writtenAgain(Claim.Settle lost, Mapping mapping) {
            Prepared prepared = lost.prepared();
            WindowClaim exact = lost.claim().withCheckpoints(prepared.checkpoints());
            List<CommitEntry> entries = new ArrayList<>();
            try {
                for (CommitEntry entry : prepared.entries()) {
                    entries.addAll(new WindowCopy(request, source, sink, entry.partition(), entry.overwrite(), workers)
                            .run(exact, mapping, context.withProgress(new Progress()))
                            .entries());
                }
            } catch (FailureException e) {
                if (e.failure().kind() == FailureKind.LIMIT) {
                    throw settler.giveUp(
                            lost.claim(),
                            "The sessions of the window are lost, and it cannot be written again: "
                                    + e.failure().message());
                }
                throw e;
            }
            WindowClaim next = ledger.nextRound(exact, entries);
            return new Claim.Settle(
                    next,
                    new Prepared(prepared.checkpoints(), prepared.counts(), entries),
                    lost.streamId(),
                    lost.target(),
                    workers.clock().instant(),
                    lost.own());
        }

        private SyncReport alreadyCommitted(Claim.AlreadyCommitted done) {
            Outcome.Succeeded outcome = new Outcome.Succeeded(
                    Counts.NONE,
                    "already committed at " + done.committedAt() + " by " + done.committedBy() + " with "
                            + done.counts().written() + " rows; nothing was written");
            context.log().info(outcome.note());
            context.completion().accept(outcome);
            return new SyncReport(outcome, done.window(), List.of());
        }

        private String note(Prepared prepared) {
            Counts counts = prepared.counts();
            StringBuilder note = new StringBuilder(
                    counts.written() + " rows written to " + request.target().display());
            if (counts.deletes() > 0) {
                note.append("; ").append(counts.deletes()).append(" row deletes have no row in this mode");
            }
            if (counts.skipped() > counts.deletes()) {
                note.append("; ")
                        .append(counts.skipped() - counts.deletes())
                        .append(" changes write none of the columns");
            }
            if (counts.dirty() > 0) {
                note.append("; ").append(counts.dirty()).append(" dirty records were left out");
            }
            return note.toString();
        }
    }
}
