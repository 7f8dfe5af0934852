package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceEvent;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.store.ChainTurns;
import io.tidemark.store.ChainView;
import io.tidemark.store.Note;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.LedgerWindow;
import io.tidemark.sync.RecordedWindow;
import io.tidemark.sync.WindowState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets a cycle that has failed or was stopped count as succeeded. What was begun of its window is forgotten, so that a worker of it which
 * still lives comes too late, and the chain's next window begins where the last one ended.
 */
final class SuccessByHand {
    private final ChainCare care;
    private final InstanceId id;
    private final String reason;

    SuccessByHand(ChainCare care, InstanceId id, String reason) {
        this.care = care;
        this.id = id;
        this.reason = reason;
    }

    /**
     * What it was planned from.
     *
     * @param asked empty if no attempt got as far as the chain
     * @param windows of the chain that have to do with the one that was asked for
     */
    private record Plan(
            String instance,
            InstanceState state,
            Optional<ChainTurns.Asked> asked,
            Optional<ChainView> chain,
            List<LedgerWindow> windows) {
        private List<LedgerWindow> unfixed() {
            return windows.stream().filter(row -> !row.fixed()).toList();
        }
    }

    /**
     * Looks whether the cycle may be set successful.
     *
     * @throws FailureException USER {@code INSTANCE_UNKNOWN}, {@code INSTANCE_NOT_FAILED}, {@code WINDOW_UNDECIDED} or {@code
     *     WINDOW_REOPENED}; EXTERNAL {@code INSTANCE_COMMITTING}
     */
    PlannedDecision planned() {
        CycleInstance instance = care.records()
                .instances()
                .find(id)
                .orElseThrow(() -> Failure.user(
                                "INSTANCE_UNKNOWN",
                                "There is no cycle `" + id + "`.",
                                "`tidemark instances list` shows those that there are.")
                        .asException());
        if (care.records().attempts().commitBegun(id)) {
            throw CycleCare.committing(id);
        }
        if (instance.state() != InstanceState.FAILED && instance.state() != InstanceState.CANCELLED) {
            throw notFailed(instance);
        }
        Plan plan = plan(instance);
        plan.windows().forEach(this::requireNothingAtStake);
        return PlannedDecision.of(
                plan,
                sentences(instance, plan),
                "Cycle " + id + " is SUCCEEDED; what waits for it goes on.",
                () -> carryOut(plan));
    }

    private Plan plan(CycleInstance instance) {
        Optional<ChainTurns.Asked> asked = new ChainTurns(care.records().transactions()).asked(id);
        return new Plan(
                instance.id() + " " + instance.reason(),
                instance.state(),
                asked,
                asked.flatMap(window -> care.view().chain(window.chain())),
                asked.map(this::touched).orElse(List.of()));
    }

    private List<LedgerWindow> touched(ChainTurns.Asked asked) {
        return care.editor().startingAt(asked.chain(), Instant.EPOCH).stream()
                .map(RecordedWindow::row)
                .filter(row -> row.window().overlaps(asked.window()))
                .toList();
    }

    private void requireNothingAtStake(LedgerWindow row) {
        if (row.state() == WindowState.COMMITTING) {
            throw CycleCare.committing(id);
        }
        if (row.state() == WindowState.UNDECIDED) {
            throw Failure.user(
                            "WINDOW_UNDECIDED",
                            "Whether the commit of its window " + row.id() + " " + row.window()
                                    + " went in cannot be proven.",
                            "Say so first with `tidemark windows resolve " + row.id() + "`.")
                    .asException();
        }
        if (row.state() == WindowState.OPEN && row.fixed()) {
            throw Failure.user(
                            "WINDOW_REOPENED",
                            "Its window " + row.id() + " " + row.window()
                                    + " did not go in and is still to be written: the chain goes on only then.",
                            "Run that window once more; or give its changes to the next one with `tidemark checkpoints rewind`.")
                    .asException();
        }
    }

    private FailureException notFailed(CycleInstance instance) {
        String advice = switch (instance.state()) {
            case WAITING, READY -> "It runs in its turn; wait for it.";
            case RUNNING -> "Wait for its attempt to end.";
            case RETRY_WAIT -> "It is tried again by itself; wait for that.";
            case UNDECIDED ->
                "Say whether its commit went in with `tidemark windows resolve`;"
                        + " `tidemark windows list --state UNDECIDED` shows its window.";
            case FROZEN -> "It is held back; let it go on, or stop it first.";
            case CANCELLING -> "It is being stopped; wait for its attempt to end.";
            case SUCCEEDED, FAILED, CANCELLED -> "There is nothing to do.";
        };
        return Failure.user(
                        "INSTANCE_NOT_FAILED",
                        "Cycle " + id + " is " + instance.state()
                                + "; only one that is FAILED or CANCELLED can be set successful. Why it is so: "
                                + instance.reason()
                                + ".",
                        advice)
                .asException();
    }

    private List<String> sentences(CycleInstance instance, Plan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("Cycle " + id + " is " + instance.state() + ": " + instance.reason() + ".");
        lines.add("It counts as succeeded then, and what waits for it goes on. Reason: " + reason);
        plan.windows().stream()
                .filter(LedgerWindow::fixed)
                .forEach(row ->
                        lines.add("Window " + row.id() + " " + row.window() + " is " + row.state() + "; it stays so."));
        plan.unfixed()
                .forEach(row -> lines.add("What was begun of window " + row.id() + " " + row.window()
                        + " is forgotten; an attempt that still works on it comes too late."));
        plan.asked().ifPresent(asked -> lines.addAll(changes(asked, plan.chain())));
        return lines;
    }

    private static List<String> changes(ChainTurns.Asked asked, Optional<ChainView> chain) {
        return chain.flatMap(ChainView::head)
                .map(head -> asked.window().end().isAfter(head)
                        ? List.of(
                                "Chain " + asked.chain() + " stands at " + head
                                        + ": its next window begins there and moves these changes, too, unless the task's `onGap` says otherwise.")
                        : List.<String>of())
                .orElseGet(() -> List.of("Chain " + asked.chain()
                        + " has no committed window yet: its first one begins where it is asked to, so the changes of "
                        + asked.window() + " are NOT MOVED."));
    }

    private void carryOut(Plan plan) {
        care.records().transactions().run(() -> {
            if (!plan.unfixed().isEmpty()) {
                ChainId chain = plan.asked().orElseThrow().chain();
                care.editor().dropUnfixed(chain, plan.unfixed());
            }
            Note note = new Note(care.by(), care.clock().instant(), care.by() + " has set it successful: " + reason);
            if (!care.records()
                    .instances()
                    .move(id, plan.state(), InstanceEvent.MARK_SUCCESSFUL, note, Optional.empty())) {
                throw PlannedDecision.changed();
            }
        });
    }
}
