package io.tidemark.wiring;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import io.tidemark.definition.KeptSources;
import io.tidemark.definition.PlannedRequests;
import io.tidemark.definition.ScriptRequests;
import io.tidemark.doctor.Examiner;
import io.tidemark.jobs.JobServer;
import io.tidemark.operator.Agenda;
import io.tidemark.operator.AttemptRunner;
import io.tidemark.operator.Audience;
import io.tidemark.operator.Backfills;
import io.tidemark.operator.CatchingUp;
import io.tidemark.operator.ChainCare;
import io.tidemark.operator.CycleCare;
import io.tidemark.operator.CycleMaterializer;
import io.tidemark.operator.DaemonPulse;
import io.tidemark.operator.DataSourceNames;
import io.tidemark.operator.DeclaredTasks;
import io.tidemark.operator.Desk;
import io.tidemark.operator.Dispatcher;
import io.tidemark.operator.DueAlarm;
import io.tidemark.operator.Foresight;
import io.tidemark.operator.KeptDataSources;
import io.tidemark.operator.LeaseTerms;
import io.tidemark.operator.LocalDesk;
import io.tidemark.operator.LostAttempts;
import io.tidemark.operator.Pruning;
import io.tidemark.operator.QueueCheck;
import io.tidemark.operator.ReadySweep;
import io.tidemark.operator.Records;
import io.tidemark.operator.Rounds;
import io.tidemark.operator.StatusTables;
import io.tidemark.operator.StoredWorkflows;
import io.tidemark.operator.Submissions;
import io.tidemark.operator.Ticker;
import io.tidemark.operator.Trail;
import io.tidemark.operator.UndecidedCycles;
import io.tidemark.operator.VerifyByHand;
import io.tidemark.operator.WaitReasons;
import io.tidemark.operator.Workflows;
import io.tidemark.probe.Endpoints;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.store.AuditLog;
import io.tidemark.store.ChainEditor;
import io.tidemark.store.ChainTurns;
import io.tidemark.store.CycleCursorStore;
import io.tidemark.store.Database;
import io.tidemark.store.DatabaseClock;
import io.tidemark.store.InstanceViews;
import io.tidemark.store.KeptSourceStore;
import io.tidemark.store.LedgerView;
import io.tidemark.store.ScriptCalls;
import io.tidemark.store.Transactions;
import io.tidemark.store.VersionStore;
import io.tidemark.store.WrittenWindows;
import io.tidemark.sync.CheckpointLedger;
import io.tidemark.sync.SourceConnector;
import io.tidemark.sync.SyncRequests;
import io.tidemark.sync.SyncTaskRunner;
import io.tidemark.sync.WindowVerifier;
import io.tidemark.workflow.WorkflowReader;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

@Module
interface OperatorModule {
    /** Instances of the coming day are there before they run. */
    CycleMaterializer.Ahead AHEAD = new CycleMaterializer.Ahead(Duration.ofHours(24), Duration.ofHours(25));

    @Provides
    @Singleton
    static Workflows workflows(VersionStore versions, WorkflowReader reader) {
        return new StoredWorkflows(versions, reader);
    }

    @Provides
    static DeclaredTasks tasks(Workflows workflows) {
        return new DeclaredTasks(workflows);
    }

    @Provides
    static Submissions submissions(
            VersionStore versions, WorkflowReader reader, DataSourceNames dataSources, Records records) {
        return new Submissions(versions, reader, dataSources, records);
    }

    @Provides
    @Singleton
    static Records records(Transactions transactions, InstantSource clock) {
        return Records.in(transactions, clock, "pid-" + ProcessHandle.current().pid());
    }

    @Provides
    @Singleton
    static DaemonPulse leases() {
        return new DaemonPulse("leases");
    }

    @Provides
    @Singleton
    static ReadySweep ready(WaitReasons reasons, Records records, Dispatcher dispatcher) {
        return new ReadySweep(reasons, records, dispatcher);
    }

    @Provides
    static WaitReasons reasons(
            DeclaredTasks tasks, Records records, OperatorSettings settings, ScriptRequests scripts) {
        return new WaitReasons(tasks, records, settings.slots(), scripts::used);
    }

    @Provides
    @Singleton
    static AttemptRunner attempts(
            DeclaredTasks tasks,
            SyncRequests requests,
            SyncTaskRunner runner,
            Records records,
            DaemonPulse leases,
            ReadySweep ready,
            Audience audience) {
        return new AttemptRunner(
                tasks,
                requests,
                runner,
                records.followedBy(audience),
                new AttemptRunner.Leases(leases, LeaseTerms.DEFAULT),
                ready);
    }

    @Provides
    @Singleton
    static Ticker ticker(
            DeclaredTasks tasks,
            CycleCalendars calendars,
            Provider<PlannedRequests> requests,
            Records records,
            CycleCursorStore cursors,
            ReadySweep ready,
            Dispatcher dispatcher,
            Database database,
            DatabaseClock clock,
            OperatorSettings settings,
            Audience audience,
            Rounds rounds) {
        return Ticker.of(
                        new CycleMaterializer(tasks, calendars, requests::get, records, cursors, AHEAD),
                        new CatchingUp(tasks, records),
                        new LostAttempts(records.followedBy(audience)),
                        new UndecidedCycles(records),
                        ready,
                        new QueueCheck(records, dispatcher),
                        new Pruning(records, dispatcher, settings.retention()),
                        () -> {
                            clock.compare();
                            database.compactIfMostlyDead();
                        })
                .noting(rounds);
    }

    @Provides
    static DueAlarm alarm(ReadySweep ready, Records records) {
        return new DueAlarm(ready, records);
    }

    @Provides
    static ChainCare chainCare(
            ChainEditor editor, LedgerView view, CheckpointLedger ledger, Records records, InstantSource clock) {
        return new ChainCare(editor, view, ledger, records, clock, LocalUser.NAME);
    }

    @Provides
    static ChainSources chainSources(
            ScriptCalls calls,
            InstantSource clock,
            Workflows workflows,
            OperatorSettings settings,
            SourceConnector sources,
            Transactions transactions,
            InstanceWindows instances,
            KeptSources.Known kept,
            Endpoints endpoints) {
        return new ChainSources(
                calls, clock, workflows, settings, sources, new ChainTurns(transactions), instances, kept, endpoints);
    }

    @Binds
    StatusTables statusTables(ChainSources sources);

    @Provides
    static VerifyByHand verifyByHand(
            LedgerView ledger, Transactions transactions, ChainSources requests, WindowVerifier verifier) {
        return new VerifyByHand(ledger, new WrittenWindows(transactions), requests, verifier);
    }

    @Provides
    static CycleCare cycleCare(
            DeclaredTasks tasks,
            WaitReasons reasons,
            Records records,
            InstanceViews views,
            LedgerView windows,
            Provider<PlannedRequests> requests,
            Provider<Dispatcher> dispatcher) {
        return new CycleCare(tasks, reasons, records, views, windows, requests::get, dispatcher::get);
    }

    @Provides
    static KeptDataSources keptDataSources(
            KeptSourceStore store,
            OperatorSettings settings,
            Workflows workflows,
            ScriptRequests scripts,
            Endpoints endpoints,
            Trail trail,
            InstantSource clock) {
        return new KeptDataSources(
                store,
                new OperatorSources(settings.dataSources(), workflows, scripts),
                LocalDataSourceFiles.INSTANCE::account,
                new Examiner(LocalAccounts::tables, clock, SystemSleeper.INSTANCE),
                endpoints,
                trail);
    }

    @Provides
    static Trail trail(AuditLog log, InstantSource clock) {
        return new Trail(log, clock);
    }

    @Provides
    static Agenda agenda(DeclaredTasks tasks, CycleCalendars calendars, Records records) {
        return new Agenda(tasks, calendars, records);
    }

    @Provides
    static Backfills backfills(
            DeclaredTasks tasks,
            CycleCalendars calendars,
            Provider<PlannedRequests> requests,
            Records records,
            StatusTables statusTables) {
        return new Backfills(tasks, calendars, requests::get, records, statusTables);
    }

    @Provides
    static Foresight foresight(
            DeclaredTasks tasks, CycleCalendars calendars, Provider<PlannedRequests> requests, WorkflowReader reader) {
        return new Foresight(tasks, calendars, requests::get, reader);
    }

    @Provides
    static Desk desk(
            ChainCare care,
            StatusTables statusTables,
            Submissions submissions,
            CycleCare cycles,
            Backfills backfills,
            VerifyByHand verify,
            Trail trail) {
        return new LocalDesk(care, statusTables, submissions, cycles, backfills, verify, trail);
    }

    @Provides
    static InstanceWindows windows(Workflows workflows, Records records, SyncRequests requests) {
        return new InstanceWindows(workflows, records, requests);
    }

    @Provides
    static OperatorParts parts(
            InstanceViews instances,
            InstanceWindows windows,
            Ticker ticker,
            DueAlarm alarm,
            JobServer jobs,
            AttemptRunner attempts,
            DaemonPulse leases,
            OperatorParts.Front front) {
        return new OperatorParts(
                instances,
                windows,
                ticker,
                alarm,
                jobs,
                attempts,
                new OperatorParts.Pulses(leases, new DaemonPulse("due")),
                front);
    }
}
