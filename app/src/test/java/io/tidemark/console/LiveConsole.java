package io.tidemark.console;

import io.tidemark.attempt.Failure;
import io.tidemark.jobs.AttemptWork;
import io.tidemark.jobs.DashboardGateway;
import io.tidemark.jobs.LiveJobs;
import io.tidemark.store.LoginStore;
import io.tidemark.store.Transactions;
import io.tidemark.workflow.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A console on a free port, with real logins and a real dashboard. */
final class LiveConsole implements AutoCloseable {
    final HandTurnedClock clock = new HandTurnedClock("2026-11-22T06:32:08Z");
    final FixedCycles cycles = new FixedCycles();
    final List<Path> backups = new ArrayList<>();
    final CannedDesk desk = new CannedDesk();
    final ControlApi control = new ControlApi(new Secret("let me in"), this::backUp, desk);
    final LiveJobs jobs;
    final Logins logins;
    final ConsoleServer server;

    LiveConsole(Transactions transactions, AttemptWork work) {
        jobs = new LiveJobs(transactions, work);
        ConsoleSettings settings = ConsoleSettings.DEFAULTS;
        logins = new Logins(new LoginStore(transactions), clock, settings);
        server = ConsoleServer.start(0, settings, logins, cycles, new DashboardGateway(jobs.queue()), control, clock);
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
