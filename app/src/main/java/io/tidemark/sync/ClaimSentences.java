package io.tidemark.sync;

import io.tidemark.attempt.Failure;
import java.time.Instant;

/** Why a claim waits or is refused, and whose turn it is then. */
final class ClaimSentences {
    private final ChainState chain;
    private final ClaimRequest request;

    ClaimSentences(ChainState chain, ClaimRequest request) {
        this.chain = chain;
        this.request = request;
    }

    Failure streamChanged() {
        return Failure.user(
                "STREAM_CHANGED",
                "Chain " + chain.id() + " has read stream " + chain.streamId() + ", but the table now has stream "
                        + request.streamId() + ": the stream was enabled anew or the table was made anew.",
                "Changes between the two are in neither: load the table once with a full export, then go on under a new chain"
                        + " name.");
    }

    Failure toBeRecovered(String reason) {
        return Failure.limit(
                "CHAIN_TO_BE_RECOVERED",
                "Chain " + chain.id() + " is to be recovered before anything else happens to it: " + reason + ".",
                Advice.recover(chain.id()));
    }

    Failure undecided(LedgerWindow row) {
        return Failure.limit(
                "WINDOW_UNDECIDED",
                "Whether the commit of window " + row.window() + " of chain " + chain.id()
                        + " went in cannot be proven.",
                Advice.resolve(row.id()));
    }

    Failure earlierUndecided(LedgerWindow row) {
        return Failure.limit(
                "EARLIER_WINDOW_UNDECIDED",
                "Whether the commit of the earlier window " + row.window() + " of chain " + chain.id()
                        + " went in cannot be proven.",
                Advice.resolve(row.id()));
    }

    Failure reopened(LedgerWindow row) {
        return Failure.external(
                "EARLIER_WINDOW_REOPENED",
                "Window " + row.window() + " of chain " + chain.id()
                        + " was found not to be committed and is still to be" + " written again.",
                "Run that one first; this one can follow then.");
    }

    Failure earlierOpen(LedgerWindow row) {
        return Failure.external(
                "EARLIER_WINDOW_OPEN",
                "Window " + row.window() + " of chain " + chain.id()
                        + " comes before this one and has not been committed.",
                "Wait for it, or run it again; this one can follow then.");
    }

    Failure gapAhead(Instant head) {
        return Failure.user(
                "WINDOW_LEAVES_GAP",
                "Chain " + chain.id() + " stands at " + head + "; window " + request.window()
                        + " would leave out what lies between.",
                "Run the span between first, or set onGap to `extend`, to read it with this window, or to `accept`, to leave it"
                        + " out and have it shown as a gap.");
    }

    Failure insideGap(LedgerWindow gap) {
        return Failure.user(
                "WINDOW_INSIDE_GAP",
                "Window " + request.window() + " of chain " + chain.id() + " is in the midst of " + gap.window()
                        + ", which was left out.",
                "A gap is filled from its beginning on: run a window that begins at "
                        + gap.window().start() + " first.");
    }

    Failure targetChanged(LedgerWindow row) {
        return Failure.user(
                "TARGET_CHANGED",
                "Window " + row.window() + " of chain " + chain.id() + " was written to " + row.target()
                        + ", but the script now writes to " + request.target() + ".",
                "Run it with the former table, or use another chain name for the new one.");
    }

    Failure truncateChanged(LedgerWindow row) {
        return Failure.user(
                "TRUNCATE_CHANGED",
                "Window " + row.window() + " of chain " + chain.id() + " was written with `truncate: " + row.overwrite()
                        + "`, but the script now says `truncate: " + request.overwrite() + "`.",
                "Run it as it was written: the other way would double or drop rows.");
    }

    Failure contained(LedgerWindow row) {
        return Failure.user(
                "WINDOW_CONTAINED",
                "Window " + request.window() + " is contained in window " + row.window() + " of chain " + chain.id()
                        + ".",
                "Run that one again instead.");
    }

    Failure overlaps(Instant head) {
        return Failure.user(
                "WINDOW_OVERLAPS",
                "Chain " + chain.id() + " stands at " + head + "; window " + request.window()
                        + " begins before that and is none of its windows.",
                (request.window().end().isAfter(head)
                                ? "Ask for " + new Window(head, request.window().end()) + ", or for "
                                : "Ask for a window from " + head + " on, or for ")
                        + "one of the chain's windows exactly as it was; other spans need another chain name.");
    }
}
