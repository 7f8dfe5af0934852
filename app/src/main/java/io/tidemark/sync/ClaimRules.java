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
        this.request = request;
        this.sentences = new ClaimSentences(chain, request);
    }

    ClaimDecision decide() {
        if (!chain.streamId().equals(request.streamId())) {
            return refused(sentences.streamChanged());
        }
        if (chain.toBeRecovered().isPresent()) {
            return blocked(sentences.toBeRecovered(chain.toBeRecovered().get()));
        }
        Optional<LedgerWindow> own = first(row -> row.isMeantBy(request.window()));
        return own.isPresent() && !own.get().unfixed() ? fixed(own.get()) : atHead(own);
    }

    /** The window that was asked for has been as far as its commit: order does not matter any more. */
    private ClaimDecision fixed(LedgerWindow own) {
        return switch (own.state()) {
            case COMMITTING -> new ClaimDecision.Settle(own, true);
            case UNDECIDED -> blocked(sentences.undecided(own));
            case GAP -> refused(sentences.gap(own));
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
        if (own.state() == WindowState.COMMITTED && !own.overwrite()) {
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
        return asked.isBefore(head) ? refused(behind(head)) : begin(head);
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
        Optional<LedgerWindow> earlier = first(row ->
                row.unfixed() && !row.window().end().isAfter(request.window().start()));
        if (earlier.isPresent()) {
            return blocked(sentences.earlierOpen(earlier.get()));
        }
        List<LedgerWindow> superseded =
                chain.windows().stream().filter(LedgerWindow::unfixed).toList();
        return new ClaimDecision.Begin(
                new Window(head, request.window().end()),
                chain.headWindow().flatMap(LedgerWindow::end).map(Checkpoints::asStart),
                chain.headWindow().isPresent() ? Optional.empty() : Optional.of(head),
                superseded);
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
