package io.tidemark.console;

import io.tidemark.attempt.Failure;
import io.tidemark.jobs.AttemptWork;
import io.tidemark.jobs.DashboardGateway;
import io.tidemark.jobs.JobDesk;
import io.tidemark.jobs.LiveJobs;
import io.tidemark.metrics.StillOperator;
import io.tidemark.operator.Agenda;
import io.tidemark.operator.DeclaredTasks;
import io.tidemark.operator.Records;
import io.tidemark.operator.Workflows;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.store.LoginStore;
import io.tidemark.store.Transactions;
import io.tidemark.workflow.Secret;
import io.tidemark.workflow.VersionId;
import io.tidemark.workflow.Workflow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A console on a free port, with real logins and a real dashboard. */
final class LiveConsole implements AutoCloseable {
    final HandTurnedClock clock = new HandTurnedClock("2026-11-22T06:32:08Z");
    final FixedCycles cycles = new FixedCycles();
    final List<Path> backups = new ArrayList<>();
    final CannedDesk desk = new CannedDesk();
    final ControlApi control = new ControlApi(new Secret("let me in"), this::backUp, desk);
    final StillOperator watched = new StillOperator();
    final MetricsPage metrics = new MetricsPage(watched.figures, watched.ready);
    final LiveJobs jobs;
    final Agenda agenda;
    final Logins logins;
    final ConsoleServer server;

    LiveConsole(Transactions transactions, AttemptWork work) {
        jobs = new LiveJobs(transactions, work);
        ConsoleSettings settings = ConsoleSettings.DEFAULTS;
        logins = new Logins(new LoginStore(transactions), clock, settings);
        agenda = new Agenda(
                new DeclaredTasks(new NoWorkflows()),
                new CycleCalendars((text, zone) -> instant -> Optional.empty()),
                Records.in(transactions, clock, "node-1"));
        server = ConsoleServer.start(0, settings, logins, cycles, dashboard(), control, clock, metrics);
    }

    DashboardGateway dashboard() {
        return new DashboardGateway(jobs.queue(), new JobDesk(agenda, desk, clock, "ann"));
    }

    private static final class NoWorkflows implements Workflows {
        @Override
        public List<Newest> newest() {
            return List.of();
        }

        @Override
        public Optional<Workflow> version(VersionId id) {
            return Optional.empty();
        }
    }

    private void backUp(Path file) {
        if (file.endsWith("taken")) {
            throw Failure.user("BACKUP_NOT_WRITTEN", "It exists.", "Choose another.")
                    .asException();
        }
        backups.add(file);
    }

    Browser stranger() {
        return new Browser(server.address());
    }

    Browser loggedIn() throws Exception {
        return stranger().logIn(server.newLoginLink());
    }

    @Override
    public void close() {
        server.close();
        jobs.close();
    }
}
