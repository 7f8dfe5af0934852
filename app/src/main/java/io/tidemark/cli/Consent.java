package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that change something: they say what will happen, ask, do it, and say what was done. */
final class Consent {
    @Option(names = "--yes", description = "do it without asking")
    private boolean yes;

    @Option(names = "--dry-run", description = "only say what would happen")
    private boolean dryRun;

    /**
     * Says what will happen, asks, and does it.
     *
     * @param done said when it was done
     * @throws io.tidemark.attempt.FailureException USER {@code NOT_CONFIRMED} if nobody can be asked
     */
    int to(Terminal terminal, List<String> sentences, Runnable change, String done) {
        return to(terminal, sentences, () -> {
            change.run();
            terminal.out().println(done);
            return ExitCode.DONE;
        });
    }

    /**
     * Says what will happen, asks, and does it; how it ended is for the caller to say.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code NOT_CONFIRMED} if nobody can be asked
     */
    int to(Terminal terminal, List<String> sentences, Supplier<ExitCode> change) {
        sentences.forEach(terminal.out()::println);
        terminal.out().flush();
        if (dryRun) {
            terminal.out().println("Nothing was changed: this was a dry run.");
            return ExitCode.DONE.value();
        }
        if (!yes && !agreed(terminal)) {
            terminal.out().println("Nothing was changed.");
            return ExitCode.FAILED.value();
        }
        return change.get().value();
    }

    /**
     * Whether it is to be done, for an answer that no question may stand in.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code NOT_CONFIRMED} if neither option was given
     */
    boolean givenWithoutAsking() {
        if (!yes && !dryRun) {
            throw Failure.user(
                            "NOT_CONFIRMED",
                            "With --json nobody is asked, so nothing was changed.",
                            "Pass --yes to do it, or --dry-run to only look.")
                    .asException();
        }
        return !dryRun;
    }

    private static boolean agreed(Terminal terminal) {
        BufferedReader answers = terminal.answers()
                .orElseThrow(() -> Failure.user(
                                "NOT_CONFIRMED",
                                "Nobody can be asked here, so nothing was changed.",
                                "Pass --yes to do it without being asked, or --dry-run to only look.")
                        .asException());
        terminal.err().print("Do it? [y/N] ");
        terminal.err().flush();
        try {
            @Nullable String answer = answers.readLine();
            return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
