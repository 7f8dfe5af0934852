package io.tidemark.cli;

import io.tidemark.access.Actor;
import io.tidemark.login.UserDesk;
import io.tidemark.operator.Decision;
import io.tidemark.operator.DecisionRequest;
import io.tidemark.operator.Desk;
import io.tidemark.operator.Preview;
import io.tidemark.operator.SourceDesk;
import io.tidemark.operator.SourceHint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What every command at a desk is made with.
 *
 * @param nearestDataSources the file of data sources at or above a folder
 * @param user who runs it, as the operating system knows them
 */
public record DeskAccess(
        Desks desks, Terminal terminal, Path home, UnaryOperator<Path> nearestDataSources, String user) {
    <T> T with(DeskOptions options, String command, Function<Desk, T> work) {
        return withAll(options, command, open -> work.apply(open.desk()));
    }

    <T> T users(DeskOptions options, String command, Function<UserDesk, T> work) {
        return withAll(options, command, open -> work.apply(open.users()));
    }

    <T> T sources(DeskOptions options, String command, Function<SourceDesk, T> work) {
        return withAll(options, command, open -> work.apply(open.sources()));
    }

    <T> T withAll(DeskOptions options, String command, Function<Desks.Open, T> work) {
        Optional<OperatorElsewhere> elsewhere = options.elsewhere();
        if (elsewhere.isPresent()) {
            return work.apply(desks.at(elsewhere.get()));
        }
        RunningOperator.Settings settings =
                options.settings(home, nearestDataSources).operator(null);
        DataPlace place = options.place(home);
        if (Files.notExists(place.directory())) {
            // Or else a mistyped --data would look like an operator with nothing to do.
            terminal.err()
                    .println("tidemark: There is no data directory " + place.directory() + " yet; it is made now.");
            terminal.err().flush();
        }
        return desks.with(place, settings, "tidemark " + command, work);
    }

    /** Shows what a decision would do, asks, and carries it out. Returns the exit code. */
    int decide(DeskOptions global, String command, Decision decision, SourceHint source, Consent consent) {
        DecisionRequest request = new DecisionRequest(decision, source, Actor.local(user));
        return with(global, command, desk -> {
            Preview preview = desk.preview(request);
            if (preview.seen().isEmpty()) {
                preview.sentences().forEach(terminal.out()::println);
                return ExitCode.DONE.value();
            }
            return consent.to(
                    terminal,
                    preview.sentences(),
                    () -> desk.carryOut(request, preview.seen().get()),
                    preview.done());
        });
    }
}
