package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.control.InstanceJson;
import io.tidemark.control.LedgerJson;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Origin;
import io.tidemark.store.InstanceFilter;
import io.tidemark.store.InstanceView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark instances list}. */
@Command(
        name = "list",
        description = "Lists instances, the newest cycle first; those of the coming day are there already.",
        mixinStandardHelpOptions = true)
final class InstancesListCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions global = new DeskOptions();

    @Option(names = "--workflow", paramLabel = "NAME", description = "only of this workflow")
    private @Nullable String workflow;

    @Option(names = "--task", paramLabel = "TASK", description = "only of this task: its name, or workflow/task")
    private @Nullable String task;

    @Option(
            names = "--state",
            split = ",",
            paramLabel = "STATE",
            description = "only in one of these states, such as WAITING,FAILED")
    private List<String> states = new ArrayList<>();

    @Option(names = "--from", paramLabel = "T", description = "cycles at or after, such as 2026-11-22T10:05:00+08:00")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "T", description = "cycles before")
    private @Nullable String to;

    @Option(names = "--origin", paramLabel = "ORIGIN", description = "only scheduled, backfilled or requested ones")
    private @Nullable String origin;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "most instances (default: 50)")
    private int limit = 50;

    @Option(names = "--json", description = "print them as one JSON array")
    private boolean json;

    InstancesListCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        InstanceFilter filter = filter();
        List<InstanceView> instances = access.with(global, "instances list", desk -> desk.instances(filter));
        if (json) {
            access.terminal().out().println(LedgerJson.text(InstanceJson.list(instances)));
        } else if (instances.isEmpty()) {
            access.terminal().err().println("There is no such instance.");
        } else {
            table(instances).lines().forEach(access.terminal().out()::println);
        }
        return ExitCode.DONE.value();
    }

    private InstanceFilter filter() {
        if (limit < 1) {
            throw bad("--limit is 1 or more.", "Give another number.");
        }
        Optional<String> name = Optional.ofNullable(task);
        Optional<String> inName =
                name.filter(text -> text.contains("/")).map(text -> text.substring(0, text.indexOf('/')));
        if (inName.isPresent() && workflow != null && !inName.get().equals(workflow)) {
            throw bad("--workflow and --task name different workflows.", "Leave one of them out.");
        }
        return new InstanceFilter(
                inName.or(() -> Optional.ofNullable(workflow)),
                name.map(text -> text.substring(text.indexOf('/') + 1)),
                states(),
                instant("--from", from),
                instant("--to", to),
                Optional.ofNullable(origin).map(InstancesListCommand::origin),
                limit);
    }

    private Set<InstanceState> states() {
        Set<InstanceState> chosen = new HashSet<>();
        for (String text : states) {
            chosen.add(Arrays.stream(InstanceState.values())
                    .filter(state -> state.name().equals(text.toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> bad(
                            "--state " + text + " is not a state of instances.",
                            "Write " + all(InstanceState.values()) + ".")));
        }
        return chosen;
    }

    private static Origin.Kind origin(String text) {
        return Arrays.stream(Origin.Kind.values())
                .filter(kind -> kind.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        bad("--origin " + text + " is not an origin.", "Write scheduled, backfilled or requested."));
    }

    private static Optional<Instant> instant(String option, @Nullable String text) {
        return Optional.ofNullable(text).map(time -> InstantText.read(option, time));
    }

    private static String all(InstanceState... states) {
        return Arrays.stream(states).map(InstanceState::name).collect(Collectors.joining(", "));
    }

    private static RuntimeException bad(String message, String advice) {
        return Failure.user("BAD_OPTION", message, advice).asException();
    }

    private static TextTable table(List<InstanceView> instances) {
        TextTable table = new TextTable("ID", "STATE", "DUE", "ATTEMPTS", "WHY");
        instances.forEach(view -> table.row(
                view.id().toString(),
                view.state().name(),
                view.id().timeText(view.due()),
                String.valueOf(view.attempts()),
                view.reason()));
        return table;
    }
}
