package io.tidemark.wiring;

import io.tidemark.access.Actor;
import io.tidemark.access.Role;
import io.tidemark.access.UserName;
import io.tidemark.attempt.Failure;
import io.tidemark.cli.DataPlace;
import io.tidemark.cli.RunningOperator;
import io.tidemark.console.ConsoleServer;
import io.tidemark.definition.Validation;
import io.tidemark.instance.InstanceState;
import io.tidemark.login.Entrance;
import io.tidemark.login.UserDesk;
import io.tidemark.operator.DaemonPulse;
import io.tidemark.operator.Decision;
import io.tidemark.operator.DecisionRequest;
import io.tidemark.operator.Desk;
import io.tidemark.operator.Preview;
import io.tidemark.operator.SourceHint;
import io.tidemark.operator.SourceView;
import io.tidemark.operator.Submission;
import io.tidemark.store.DataDirectory;
import io.tidemark.store.DatabaseServer;
import io.tidemark.store.InstanceFilter;
import io.tidemark.store.InstanceView;
import io.tidemark.store.OperatorAddress;
import io.tidemark.sync.Window;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Problem.Severity;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An operator in this process. Its methods are called by one thread at a time. */
final class LocalOperator implements RunningOperator {
    private static final System.Logger LOG = System.getLogger(LocalOperator.class.getName());
    private static final int MOST_FINISHED = 10_000;

    private final DataDirectory data;
    private final Supplier<Optional<DatabaseServer>> server;
    private @Nullable Running running;

    /** What exists between start and close. */
    private record Running(
            TidemarkComponent house, OperatorParts parts, ConsoleServer console, DaemonPulse pulse, Instant since) {}

    private LocalOperator(DataDirectory data, Supplier<Optional<DatabaseServer>> server) {
        this.data = data;
        this.server = server;
    }

    /** Takes the directory for as long as the operator is open. */
    static LocalOperator open(DataPlace place, String command) {
        return new LocalOperator(DataDirectory.open(place.directory(), command), place.server());
    }

    @Override
    public void start(Settings settings) {
        TidemarkComponent house =
                DaggerTidemarkComponent.factory().create(data, server.get(), OperatorSettings.of(settings));
        OperatorParts parts;
        ConsoleServer console;
        try {
            // Their keys are known from now on, and masked wherever they turn up.
            List<SourceView> sources =
                    house.keptDataSources().by(Actor.operator(LocalUser.NAME)).sources();
            settings.submitted().ifPresent(folder -> submit(house, folder, settings.dataSources(), sources));
            parts = house.operator();
            console = parts.front().serve(settings.listening());
        } catch (RuntimeException e) {
            house.database().close();
            throw e;
        }
        Instant since = parts.front().clock().instant();
        DaemonPulse pulse = new DaemonPulse("ticker");
        parts.start(pulse);
        new OperatorAddress(console.localPort(), parts.front().control().own()).write(data);
        running = new Running(house, parts, console, pulse, since);
    }

    private static void submit(TidemarkComponent house, Path folder, Path dataSources, List<SourceView> sources) {
        Desk desk = house.desk();
        Map<String, String> known = sources.stream().collect(Collectors.toMap(SourceView::name, SourceView::type));
        Validation.Folder read = Validation.folder(folder, Optional.of(dataSources), System::getenv, known);
        if (read.problems().stream().anyMatch(problem -> problem.severity() == Severity.ERROR)) {
            throw new InvalidDefinitionException(read.problems());
        }
        Submission submission =
                new Submission(read.workflows(), folder.toAbsolutePath().normalize(), Submission.Missing.KEEP);
        DecisionRequest request = new DecisionRequest(
                new Decision.Submit(submission, "at the start of the operator"),
                SourceHint.NONE,
                Actor.operator(LocalUser.NAME));
        Preview preview = desk.preview(request);
        preview.sentences().forEach(sentence -> LOG.log(Level.INFO, sentence));
        preview.seen().ifPresent(seen -> desk.carryOut(request, seen));
    }

    @Override
    public URI console() {
        return URI.create(running().console().address() + "/");
    }

    @Override
    public Optional<URI> firstAdminLink() {
        return running().console().firstAdminLink().map(URI::create);
    }

    @Override
    public URI adminLink(String name) {
        Entrance entrance = running().parts().front().entrance();
        UserName admin = new UserName(name);
        UserDesk users = entrance.users().by(Actor.operator(LocalUser.NAME));
        if (users.users().stream().noneMatch(user -> user.name().equals(admin))) {
            users.add(admin, Role.ADMIN);
        }
        return URI.create(running().console().linkAddress(entrance.links().opening(admin)));
    }

    @Override
    public List<FinishedCycle> finished() {
        Running now = running();
        InstanceFilter ended = new InstanceFilter(
                Optional.empty(),
                Optional.empty(),
                Arrays.stream(InstanceState.values())
                        .filter(InstanceState::ended)
                        .collect(Collectors.toSet()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                MOST_FINISHED);
        List<InstanceView> views = new ArrayList<>(now.parts().instances().list(ended));
        views.removeIf(
                view -> view.ended().filter(at -> !at.isBefore(now.since())).isEmpty());
        views.sort(Comparator.comparing((InstanceView view) -> view.id().cycle()));
        return views.stream().map(view -> finished(now, view)).toList();
    }

    private static FinishedCycle finished(Running now, InstanceView view) {
        Optional<Window> window = view.state() == InstanceState.SUCCEEDED && view.attempts() > 0
                ? Optional.of(now.parts().windows().of(view.id()))
                : Optional.empty();
        return new FinishedCycle(view.id().toString(), window, sentence(view, window.isPresent()));
    }

    private static String sentence(InstanceView view, boolean succeeded) {
        if (succeeded) {
            return String.format(
                    Locale.ROOT, "succeeded, %,d rows", view.counts().written());
        }
        return view.state() + ": " + view.failure().map(Failure::sentence).orElse(view.reason());
    }

    private Running running() {
        return Objects.requireNonNull(running, "start() was called");
    }

    @Override
    public void close() {
        Running now = running;
        running = null;
        if (now != null) {
            OperatorAddress.remove(data);
            now.console().close();
            now.parts().stop(now.pulse());
            now.house().workers().fetcher().shutdownNow();
            now.house().database().close();
        }
        data.close();
    }
}
