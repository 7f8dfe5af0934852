package io.tidemark.cli;

import io.tidemark.control.BackfillJson;
import io.tidemark.store.BackfillDetails;
import io.tidemark.store.BackfillView;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark backfills show}. */
@Command(
        name = "show",
        description = "Shows how far a backfill is, what holds it up, and what people did to it.",
        mixinStandardHelpOptions = true)
final class BackfillsShowCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Parameters(paramLabel = "N", description = "its number, as `tidemark backfills list` shows it")
    private long number;

    @Option(names = "--json", description = "print it as one JSON object")
    private boolean json;

    BackfillsShowCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        BackfillDetails backfill = access.with(global, "backfills show", desk -> desk.backfill(number));
        PrintWriter out = access.terminal().out();
        if (json) {
            out.println(Json.text(BackfillJson.details(backfill)));
            return ExitCode.DONE.value();
        }
        BackfillView view = backfill.view();
        out.println("Backfill " + view.number() + " of " + view.asked().target() + " is " + view.state() + ": "
                + view.succeeded() + " of " + view.instances() + " instances have succeeded.");
        out.println("  " + view.asked().terms());
        out.println("  " + counts(view));
        backfill.halted()
                .forEach(one -> out.println("  " + one.id() + " is " + one.state() + ": " + printable(one.reason())));
        backfill.events()
                .forEach(event -> out.println("  " + event.at() + " " + event.action() + " by " + event.by()
                        + (event.why().isEmpty() ? "" : ": " + printable(event.why()))));
        return ExitCode.DONE.value();
    }

    private static String counts(BackfillView view) {
        Stream<String> states = view.counts().entrySet().stream().map(count -> count.getValue() + " " + count.getKey());
        Stream<String> removed =
                view.removed() == 0 ? Stream.of() : Stream.of(view.removed() + " removed for their age");
        return Stream.concat(states, removed).collect(Collectors.joining(", "));
    }

    /** What people wrote may hold line ends and codes that a terminal obeys. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
