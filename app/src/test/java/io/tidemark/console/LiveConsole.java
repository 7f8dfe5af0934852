package io.tidemark.console;

import io.tidemark.jobs.AttemptWork;
import io.tidemark.jobs.DashboardGateway;
import io.tidemark.jobs.LiveJobs;
import io.tidemark.store.LoginStore;
import io.tidemark.store.Transactions;

/** A console on a free port, with real logins and a real dashboard. */
final class LiveConsole implements AutoCloseable {
    final HandTurnedClock clock = new HandTurnedClock("2026-11-22T06:32:08Z");
    final FixedCycles cycles = new FixedCycles();
    final LiveJobs jobs;
    final Logins logins;
    final ConsoleServer server;

    LiveConsole(Transactions transactions, AttemptWork work) {
        jobs = new LiveJobs(transactions, work);
        ConsoleSettings settings = ConsoleSettings.DEFAULTS;
        logins = new Logins(new LoginStore(transactions), clock, settings);
        server = ConsoleServer.start(0, settings, logins, cycles, new DashboardGateway(jobs.queue()), clock);
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
