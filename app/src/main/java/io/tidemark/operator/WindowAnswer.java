package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.store.ChainEvent;
import io.tidemark.store.WindowDetails;
import io.tidemark.sync.Resolution;
import io.tidemark.sync.WindowResolver;
import io.tidemark.sync.WindowState;
import io.tidemark.sync.WitnessTable;
import java.util.ArrayList;
import java.util.List;

/** A person's answer to whether the commit of a window went in. */
final class WindowAnswer {
    private final ChainCare care;
    private final WindowDetails window;
    private final Resolution resolution;
    private final boolean early;

    /**
     * An answer that may be given.
     *
     * @param early whether it may be given before the session's life is over
     * @throws io.tidemark.attempt.FailureException USER {@code WINDOW_NOT_UNDECIDED}, LIMIT {@code RESOLVED_TOO_EARLY}
     */
    WindowAnswer(ChainCare care, WindowDetails window, Resolution resolution, boolean early) {
        this.care = care;
        this.window = window;
        this.resolution = resolution;
        this.early = early;
        if (window.window().state() != WindowState.UNDECIDED) {
            throw Failure.user(
                            "WINDOW_NOT_UNDECIDED",
                            "Window " + window.window().id() + " is "
                                    + window.window().state() + ", not UNDECIDED.",
                            "`tidemark windows list --state UNDECIDED` shows those that wait for an answer.")
                    .asException();
        }
        if (!early) {
            resolution.require(
                    Long.toString(window.window().id()),
                    window.prepared().orElseThrow(),
                    care.clock().instant());
        }
    }

    /** @param witnesses the status table of the chain's task */
    PlannedDecision planned(WitnessTable witnesses) {
        long id = window.window().id();
        return PlannedDecision.of(
                window,
                sentences(),
                resolution == Resolution.COMMITTED
                        ? "Window " + id + " is COMMITTED; the next window of its chain can follow."
                        : "Window " + id + " is OPEN; run it again to write its records.",
                () -> give(witnesses));
    }

    private List<String> sentences() {
        List<String> lines = new ArrayList<>(WindowLines.of(window));
        String name = "Window " + window.window().id() + " " + window.window().window() + " of chain "
                + window.window().chain();
        if (resolution == Resolution.COMMITTED) {
            lines.add(name + " becomes COMMITTED; nothing is written to the target.");
            lines.add("The cycle that was to move it has succeeded then.");
            lines.add("If its rows are not there after all, they are missing for good.");
        } else {
            lines.add("The status table says from then on that its sessions must never be committed.");
            lines.add(name + " becomes OPEN again; the next run of this very window writes the same records once more;"
                    + " the operator does so by itself where a cycle waits for this answer.");
            lines.add("If its rows are in the target after all, they will be there twice.");
        }
        return lines;
    }

    /**
     * Carries it out.
     *
     * @param witnesses the status table of the chain's task
     * @throws io.tidemark.attempt.FailureException as {@link WindowResolver#resolve}
     */
    void give(WitnessTable witnesses) {
        long id = window.window().id();
        new WindowResolver(care.ledger(), witnesses, care.clock())
                .resolve(id, resolution, care.by(), early, this::writeDown);
    }

    private void writeDown() {
        long id = window.window().id();
        new UndecidedCycles(care.records()).follow(window.window(), resolution, care.by());
        care.editor()
                .told(
                        window.window().chain(),
                        care.by(),
                        ChainEvent.Action.RESOLVED,
                        "window " + id + " " + window.window().window() + ": "
                                + (resolution == Resolution.COMMITTED ? "committed" : "not committed")
                                + (early ? ", by force" : ""));
    }
}
