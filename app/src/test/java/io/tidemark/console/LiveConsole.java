package io.tidemark.console;

import io.tidemark.access.Actor;
import io.tidemark.access.Role;
import io.tidemark.access.UserName;
import io.tidemark.attempt.Failure;
import io.tidemark.definition.CronSchedules;
import io.tidemark.definition.KeptSources;
import io.tidemark.definition.KeptWorkflows;
import io.tidemark.definition.ScriptConversion;
import io.tidemark.doctor.Examiner;
import io.tidemark.jobs.AttemptWork;
import io.tidemark.jobs.DashboardGateway;
import io.tidemark.jobs.JobDesk;
import io.tidemark.jobs.LiveJobs;
import io.tidemark.login.Entrance;
import io.tidemark.login.TestEntrance;
import io.tidemark.login.Token;
import io.tidemark.login.UserDesk;
import io.tidemark.metrics.StillOperator;
import io.tidemark.operator.Agenda;
import io.tidemark.operator.DataSourceReading;
import io.tidemark.operator.DeclaredTasks;
import io.tidemark.operator.Foresight;
import io.tidemark.operator.KeptDataSources;
import io.tidemark.operator.Records;
import io.tidemark.operator.Trail;
import io.tidemark.operator.Workflows;
import io.tidemark.probe.Endpoints;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.store.AuditLog;
import io.tidemark.store.KeptSourceStore;
import io.tidemark.store.RequestKeys;
import io.tidemark.store.SecretKeys;
import io.tidemark.store.Transactions;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Secret;
import io.tidemark.workflow.VersionId;
import io.tidemark.workflow.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A console on a free port, with real logins and a real dashboard. */
final class LiveConsole implements AutoCloseable {
    final HandTurnedClock clock = new HandTurnedClock("2026-11-22T06:32:08Z");
    final FixedCycles cycles = new FixedCycles();
    final List<Path> backups = new ArrayList<>();
    final CannedDesk desk = new CannedDesk();
    final ControlApi control;
    final Path keyFile;
    final StillOperator watched = new StillOperator();
    final MetricsPage metrics = new MetricsPage(watched.figures, watched.ready);
    final LiveJobs jobs;
    final Agenda agenda;
    final Entrance entrance;
    final ConsoleServer server;

    LiveConsole(Transactions transactions, AttemptWork work) {
        this(transactions, work, Listening.loopback(0));
    }

    LiveConsole(Transactions transactions, AttemptWork work, Listening listening) {
        keyFile = temporaryFolder().resolve("secrets.key");
        jobs = new LiveJobs(transactions, work);
        ConsoleSettings settings = ConsoleSettings.DEFAULTS;
        entrance = TestEntrance.of(transactions, clock, settings.login());
        control = new ControlApi(
                new Secret("let me in"),
                entrance,
                sources(transactions),
                new OnlyOnce(new RequestKeys(transactions), clock),
                new BackupApi(this::backUp, new Trail(new AuditLog(transactions), clock)),
                new PlanApi(foresight(), (script, source, target) -> new ScriptConversion(source, target).of(script)),
                desk);
        agenda = new Agenda(
                new DeclaredTasks(new NoWorkflows()),
                new CycleCalendars((text, zone) -> instant -> Optional.empty()),
                Records.in(transactions, clock, "node-1"));
        server = ConsoleServer.start(listening, settings, entrance, cycles, dashboard(), control, clock, metrics);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("tidemark console");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of an operator without a file of its own. */
    private KeptDataSources sources(Transactions transactions) {
        DataSourceReading reading = new DataSourceReading() {
            @Override
            public DataSource read(String name, Map<String, String> keys) {
                return KeptSources.read(name, keys);
            }

            @Override
            public List<DataSource> ofTheFile() {
                return List.of();
            }

            @Override
            public Set<String> users(String name) {
                return Set.of();
            }
        };
        return new KeptDataSources(
                new KeptSourceStore(transactions, new SecretKeys(keyFile)),
                reading,
                source -> {
                    throw new IllegalStateException("nobody is asked");
                },
                new Examiner(
                        (source, target) -> {
                            throw new IllegalStateException("nobody is asked");
                        },
                        clock,
                        time -> {}),
                new Endpoints(false),
                new Trail(new AuditLog(transactions), clock));
    }

    /** Of an operator that has no workflow. */
    private static Foresight foresight() {
        CycleCalendars calendars = new CycleCalendars(new CronSchedules());
        return new Foresight(
                new DeclaredTasks(new NoWorkflows()),
                calendars,
                () -> (workflow, task, parameters) -> {
                    throw new InvalidDefinitionException(List.of());
                },
                KeptWorkflows.INSTANCE);
    }

    DashboardGateway dashboard() {
        return new DashboardGateway(jobs.queue(), new JobDesk(agenda, desk, clock));
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
        try {
            if (Files.isDirectory(file.resolveSibling(""))) {
                Files.writeString(file, "a copy");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Browser stranger() {
        return new Browser(server.address());
    }

    /** A browser of an admin. */
    Browser loggedIn() throws Exception {
        return loggedIn(Role.ADMIN);
    }

    /** A browser of a user of that role, called like it. */
    Browser loggedIn(Role role) throws Exception {
        return stranger().logIn(server.linkAddress(opening(role)));
    }

    /** A link that opens a session of a user of that role, called like it. */
    Token opening(Role role) {
        UserName user = new UserName(role.word());
        UserDesk users = entrance.users().by(Actor.operator("the test"));
        if (users.users().stream().noneMatch(known -> known.name().equals(user))) {
            users.add(user, role);
        }
        return entrance.links().opening(user);
    }

    @Override
    public void close() {
        server.close();
        jobs.close();
        try {
            Files.deleteIfExists(keyFile);
            Files.delete(keyFile.resolveSibling(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
