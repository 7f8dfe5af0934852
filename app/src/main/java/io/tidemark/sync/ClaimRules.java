package io.tidemark.sync;

import io.tidemark.attempt.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rules of a chain: its windows follow each other without hole or overlap, one at a time, each from where the last one
 * ended; a window whose records are fixed keeps them for ever and may be written again at any time.
 */
final class ClaimRules {
    private final ChainState chain;
    private final ClaimRequest request;
    private final ClaimSentences sentences;

    ClaimRules(ChainState chain, ClaimRequest request) {
        this.chain = chain;
        this.request = request.shortened()
                .filter(window -> follows(chain, window))
                .map(request::with)
                .orElse(request);
        this.sentences = new ClaimSentences(chain, this.request);
    }

    /** Whether a window begins where the chain or one of its windows ends, or is one of them itself. */
    private static boolean follows(ChainState chain, Window window) {
        return chain.head().map(window.start()::equals).orElse(false)
                || chain.windows().stream()
                        .anyMatch(row -> row.window().end().equals(window.start()) || row.isMeantBy(window));
    }

    ClaimDecision decide() {
        if (!chain.streamId().equals(request.streamId())) {
            return refused(sentences.streamChanged());
        }
        if (chain.toBeRecovered().isPresent()) {
            return new ClaimDecision.Answer(new Claim.ToBeRecovered(
                    sentences.toBeRecovered(chain.toBeRecovered().get())));
        }
        Optional<LedgerWindow> gap =
                first(row -> row.state() == WindowState.GAP && row.window().contains(request.window()));
        if (gap.isPresent()) {
            return inside(gap.get());
        }
        Optional<LedgerWindow> own = first(row -> row.isMeantBy(request.window()));
        return own.isPresent() && own.get().fixed() ? fixed(own.get()) : atHead(own);
    }

    /** A gap is filled from its beginning on: only there and at its end are positions known. */
    private ClaimDecision inside(LedgerWindow gap) {
        return gap.window().start().equals(request.window().start())
                ? new ClaimDecision.Fill(gap, request.window(), gap.round() + 1)
                : refused(sentences.insideGap(gap));
    }

    /** The window that was asked for has been as far as its commit: order does not matter any more. */
    private ClaimDecision fixed(LedgerWindow own) {
        return switch (own.state()) {
            case COMMITTING -> new ClaimDecision.Settle(own, true);
            case UNDECIDED -> blocked(sentences.undecided(own));
            case GAP -> throw new IllegalStateException("a gap is filled, not written again: " + own.window());
            case COMMITTED, OPEN -> rewrite(own);
        };
    }

    private ClaimDecision rewrite(LedgerWindow own) {
        if (!own.target().equalsIgnoreCase(request.target())) {
            return refused(sentences.targetChanged(own));
        }
        if (own.overwrite() != request.overwrite()) {
            return refused(sentences.truncateChanged(own));
        }
        if (own.state() == WindowState.COMMITTED
                && !own.overwrite()
                && request.again().isEmpty()) {
            LedgerWindow.Commit commit = own.commit().orElseThrow();
            return new ClaimDecision.Answer(
                    new Claim.AlreadyCommitted(own.window(), commit.at(), commit.by(), own.counts()));
        }
        return new ClaimDecision.Again(own, own.round() + 1);
    }

    /** The window that was asked for has no fixed records yet, so everything before it must be settled. */
    private ClaimDecision atHead(Optional<LedgerWindow> own) {
        Optional<LedgerWindow> committing = first(row -> row.state() == WindowState.COMMITTING);
        if (committing.isPresent()) {
            return new ClaimDecision.Settle(committing.get(), false);
        }
        Optional<LedgerWindow> undecided = first(row -> row.state() == WindowState.UNDECIDED);
        if (undecided.isPresent()) {
            return blocked(sentences.earlierUndecided(undecided.get()));
        }
        Optional<LedgerWindow> reopened = first(LedgerWindow::reopened);
        if (reopened.isPresent()) {
            return blocked(sentences.reopened(reopened.get()));
        }
        if (own.isPresent() && isAtHead(own.get())) {
            return new ClaimDecision.Again(own.get(), own.get().round());
        }
        Instant asked = request.window().start();
        Instant head = chain.head().orElse(asked);
        if (asked.isBefore(head)) {
            return refused(behind(head));
        }
        Optional<LedgerWindow> earlier = first(row ->
                row.unfixed() && !row.window().end().isAfter(request.window().start()));
        if (earlier.isPresent()) {
            return blocked(sentences.earlierOpen(earlier.get()));
        }
        if (asked.equals(head)) {
            return begin(head);
        }
        return switch (request.onGap()) {
            case EXTEND -> begin(head);
            case FAIL -> refused(sentences.gapAhead(head));
            case ACCEPT ->
                beginBehind(new Gap(new Window(head, asked), headCheckpoints().orElse(Checkpoints.NONE)));
        };
    }

    private boolean isAtHead(LedgerWindow row) {
        return chain.head().map(row.window().start()::equals).orElse(true);
    }

    private Failure behind(Instant head) {
        return first(row -> row.window().contains(request.window()))
                .map(sentences::contained)
                .orElseGet(() -> sentences.overlaps(head));
    }

    /** From the head, not from where it was asked for: what lies between would be lost. */
    private ClaimDecision begin(Instant head) {
        return new ClaimDecision.Begin(
                new Window(head, request.window().end()),
                headCheckpoints(),
                chain.headWindow().isPresent() ? Optional.empty() : Optional.of(head),
                Optional.empty(),
                superseded());
    }

    /** Where the first record of the window is found by time, the gap ends: nothing is filtered, so nothing falls between. */
    private ClaimDecision beginBehind(Gap gap) {
        return new ClaimDecision.Begin(
                request.window(), Optional.empty(), Optional.empty(), Optional.of(gap), superseded());
    }

    private Optional<Checkpoints> headCheckpoints() {
        return chain.headWindow().flatMap(LedgerWindow::end).map(Checkpoints::asStart);
    }

    private List<LedgerWindow> superseded() {
        return chain.windows().stream().filter(LedgerWindow::unfixed).toList();
    }

    private Optional<LedgerWindow> first(Predicate<LedgerWindow> condition) {
        return chain.windows().stream().filter(condition).findFirst();
    }

    private static ClaimDecision blocked(Failure reason) {
        return new ClaimDecision.Answer(new Claim.Blocked(reason));
    }

    private static ClaimDecision refused(Failure reason) {
        return new ClaimDecision.Answer(new Claim.Refused(reason));
    }
}
