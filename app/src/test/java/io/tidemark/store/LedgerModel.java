package io.tidemark.store;

import io.tidemark.sync.ClaimRequest;
import io.tidemark.sync.Prepared;
import io.tidemark.sync.Window;
import io.tidemark.sync.WindowClaim;
import io.tidemark.sync.WindowState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One chain as simply as it can be said: what must be true after each call of the ledger, and what the next answer must be. */
final class LedgerModel {
    /** A window whose records are fixed, by its start. */
    final NavigableMap<Instant, Fixed> fixed = new TreeMap<>();

    /** The one window that was begun at the head. */
    @Nullable
    Unfixed unfixed;

    /** The last claim of each row. */
    final Map<Long, WindowClaim> latest = new HashMap<>();

    /** A window with end checkpoints. */
    static final class Fixed {
        final long id;
        final Window window;
        final Instant requestedStart;
        WindowState state = WindowState.COMMITTING;
        Prepared prepared;

        /** Of the sessions it had last. */
        int round;

        Fixed(long id, Window window, Instant requestedStart, Prepared prepared) {
            this.id = id;
            this.window = window;
            this.requestedStart = requestedStart;
            this.prepared = prepared;
        }
    }

    /** A window without end checkpoints. */
    record Unfixed(long id, Window window, Instant requestedStart) {}

    Optional<Instant> head() {
        return fixed.isEmpty()
                ? Optional.empty()
                : Optional.of(fixed.lastEntry().getValue().window.end());
    }

    /** The answer that a request must get: its kind, and the window or the code that matters. */
    String expected(ClaimRequest request) {
        Window asked = request.window();
        Optional<Fixed> own = any(row -> row.window.end().equals(asked.end())
                && (row.window.start().equals(asked.start()) || row.requestedStart.equals(asked.start())));
        return own.map(row -> expectedOfFixed(row, request)).orElseGet(() -> expectedAtHead(asked));
    }

    private static String expectedOfFixed(Fixed own, ClaimRequest request) {
        return switch (own.state) {
            case COMMITTING -> "settle own " + own.window;
            case UNDECIDED -> "blocked WINDOW_UNDECIDED";
            case OPEN -> "run " + own.window + " round " + (own.round + 1);
            case COMMITTED ->
                request.overwrite()
                        ? "run " + own.window + " round " + (own.round + 1)
                        : "already committed " + own.window;
            case GAP -> throw new AssertionError("nobody makes gaps here");
        };
    }

    private String expectedAtHead(Window asked) {
        Optional<Fixed> committing = any(row -> row.state == WindowState.COMMITTING);
        if (committing.isPresent()) {
            return "settle " + committing.get().window;
        }
        if (any(row -> row.state == WindowState.UNDECIDED).isPresent()) {
            return "blocked EARLIER_WINDOW_UNDECIDED";
        }
        if (any(row -> row.state == WindowState.OPEN).isPresent()) {
            return "blocked EARLIER_WINDOW_REOPENED";
        }
        Unfixed begun = unfixed;
        if (begun != null
                && begun.window().end().equals(asked.end())
                && (begun.window().start().equals(asked.start())
                        || begun.requestedStart().equals(asked.start()))) {
            return "run " + begun.window() + " round 0";
        }
        Instant head = head().orElse(asked.start());
        if (asked.start().isBefore(head)) {
            return any(row -> row.window.contains(asked)).isPresent()
                    ? "refused WINDOW_CONTAINED"
                    : "refused WINDOW_OVERLAPS";
        }
        if (begun != null && !begun.window().end().isAfter(asked.start())) {
            return "blocked EARLIER_WINDOW_OPEN";
        }
        return "run " + new Window(head, asked.end()) + " round 0";
    }

    void ran(ClaimRequest request, WindowClaim claim) {
        latest.put(claim.windowId(), claim);
        if (claim.end().isEmpty() && (unfixed == null || unfixed.id() != claim.windowId())) {
            unfixed = new Unfixed(
                    claim.windowId(), claim.window(), request.window().start());
        }
    }

    boolean mayPrepare(WindowClaim claim) {
        if (!claim.equals(latest.get(claim.windowId()))) {
            return false;
        }
        if (claim.end().isEmpty()) {
            return unfixed != null && unfixed.id() == claim.windowId();
        }
        Fixed row = row(claim);
        return (row.state == WindowState.OPEN || row.state == WindowState.COMMITTED) && row.round == claim.round() - 1;
    }

    void prepared(WindowClaim claim, Prepared prepared) {
        if (claim.end().isEmpty() && unfixed != null) {
            fixed.put(
                    claim.window().start(),
                    new Fixed(claim.windowId(), claim.window(), unfixed.requestedStart(), prepared));
            unfixed = null;
        }
        Fixed row = row(claim);
        row.state = WindowState.COMMITTING;
        row.prepared = prepared;
        row.round = claim.round();
    }

    /** Whether a step after the preparation is this claim's to do. */
    boolean mayEnd(WindowClaim claim) {
        if (!claim.equals(latest.get(claim.windowId()))
                || !fixed.containsKey(claim.window().start())) {
            return false;
        }
        Fixed row = row(claim);
        return row.id == claim.windowId() && row.state == WindowState.COMMITTING && row.round == claim.round();
    }

    Fixed row(WindowClaim claim) {
        return Optional.ofNullable(fixed.get(claim.window().start())).orElseThrow();
    }

    Optional<Fixed> any(Predicate<Fixed> condition) {
        return fixed.values().stream().filter(condition).findFirst();
    }
}
