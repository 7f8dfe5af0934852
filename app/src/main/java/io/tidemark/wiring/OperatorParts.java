package io.tidemark.wiring;

import io.tidemark.console.ConsoleServer;
import io.tidemark.console.ConsoleSettings;
import io.tidemark.console.ControlApi;
import io.tidemark.console.LatestCycles;
import io.tidemark.console.Listening;
import io.tidemark.console.MetricsPage;
import io.tidemark.jobs.DashboardGateway;
import io.tidemark.jobs.JobServer;
import io.tidemark.login.Entrance;
import io.tidemark.operator.AttemptRunner;
import io.tidemark.operator.DaemonPulse;
import io.tidemark.operator.DueAlarm;
import io.tidemark.operator.Ticker;
import io.tidemark.store.InstanceViews;
import java.time.Duration;
import java.time.InstantSource;

/** What runs while an operator does, in the order of its start; it stops in the reverse order. */
record OperatorParts(
        InstanceViews instances,
        InstanceWindows windows,
        Ticker ticker,
        DueAlarm alarm,
        JobServer jobs,
        AttemptRunner attempts,
        Pulses pulses,
        Front front) {
    /** Workers that finish while another one looks for work do not look again by themselves. */
    private static final Duration TEND_EVERY = Duration.ofSeconds(1);

    /** Each on a thread of its own, so that none of them is held up by what another one does. */
    record Pulses(DaemonPulse leases, DaemonPulse due) {}

    /** What the console shows and guards. */
    record Front(
            ConsoleSettings settings,
            Entrance entrance,
            LatestCycles cycles,
            DashboardGateway dashboard,
            ControlApi control,
            InstantSource clock,
            MetricsPage metrics) {
        ConsoleServer serve(Listening listening) {
            return ConsoleServer.start(listening, settings, entrance, cycles, dashboard, control, clock, metrics);
        }
    }

    void start(DaemonPulse pulse) {
        jobs.start();
        ticker.start(pulse);
        alarm.start(pulses.due());
        pulse.every(TEND_EVERY, jobs::tend);
    }

    void stop(DaemonPulse pulse) {
        pulse.close();
        pulses.due().close();
        attempts.stop();
        jobs.close();
        pulses.leases().close();
    }
}
