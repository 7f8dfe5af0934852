package io.tidemark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.Sleeper;
import io.tidemark.control.InstanceJson;
import io.tidemark.control.LedgerJson;
import io.tidemark.instance.InstanceId;
import io.tidemark.operator.Desk;
import io.tidemark.operator.LocalDesk;
import io.tidemark.store.LogLine;
import io.tidemark.store.LogPage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark instances log}. */
@Command(
        name = "log",
        description = "Prints what an attempt has said.",
        mixinStandardHelpOptions = true,
        footer = {"", "The last line says how the attempt ended; without one it has not ended yet."})
final class InstancesLogCommand implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final DeskAccess access;
    private final Sleeper sleeper;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Parameters(paramLabel = "ID", description = InstanceText.EXAMPLE)
    private String id = "";

    @Option(names = "--attempt", paramLabel = "N", description = "number of the attempt (default: the latest one)")
    private @Nullable Integer attempt;

    @Option(names = "--follow", description = "go on until the attempt has ended")
    private boolean follow;

    @Option(names = "--json", description = "print each line as a JSON object")
    private boolean json;

    InstancesLogCommand(DeskAccess access, Sleeper sleeper) {
        this.access = access;
        this.sleeper = sleeper;
    }

    @Override
    public Integer call() {
        InstanceId instance = InstanceText.read(id);
        access.with(global, "instances log", desk -> print(desk, instance));
        return ExitCode.DONE.value();
    }

    private LogPage print(Desk desk, InstanceId instance) {
        LogPage page = desk.log(instance, Optional.ofNullable(attempt), 0);
        int after = show(instance, page, 0);
        while (page.more() || (follow && !page.last())) {
            if (!page.more()) {
                if (desk instanceof LocalDesk) {
                    throw Failure.user(
                                    "NOTHING_TO_FOLLOW",
                                    "The attempt has not ended, and no operator runs here that could go on with it.",
                                    "Start one with `tidemark serve`.")
                            .asException();
                }
                sleeper.sleep(LOOK_EVERY);
            }
            page = desk.log(instance, Optional.of(page.attempt()), after);
            after = show(instance, page, after);
        }
        if (page.last()) {
            if (after == 0 && !json) {
                access.terminal()
                        .out()
                        .println("-- no lines: nothing was written, or it is longer ago than `retention.logs` --");
            }
            end(instance, page);
        }
        return page;
    }

    /** Returns the position of the last line. */
    private int show(InstanceId instance, LogPage page, int after) {
        int last = after;
        for (LogLine line : page.lines()) {
            last = line.seq();
            println(
                    InstanceJson.line(line),
                    instance.timeText(line.at())
                            + (line.level() == LogLine.Level.WARN ? "  WARN  " : "        ")
                            + line.text());
        }
        access.terminal().out().flush();
        return last;
    }

    private void end(InstanceId instance, LogPage page) {
        println(
                InstanceJson.end(page),
                "-- end of attempt " + page.attempt() + " of " + instance + ": " + page.state() + " --");
    }

    private void println(JsonNode line, String text) {
        access.terminal().out().println(json ? LedgerJson.text(line) : text.replaceAll("\\p{Cntrl}+", " "));
    }
}
