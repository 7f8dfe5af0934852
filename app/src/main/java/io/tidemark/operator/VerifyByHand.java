package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.store.ChainView;
import io.tidemark.store.LedgerView;
import io.tidemark.store.WrittenWindows;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.LedgerWindow;
import io.tidemark.sync.Partition;
import io.tidemark.sync.Verification;
import io.tidemark.sync.WindowVerifier;
import java.util.List;

/** Compares what was written with what stands in the source, as long as the source keeps it. Changes nothing. */
public record VerifyByHand(
        LedgerView ledger, WrittenWindows written, WindowRequests requests, WindowVerifier verifier) {
    /**
     * Compares a chain's windows with the partition that they were written to.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code CHAIN_UNKNOWN} or {@code NOTHING_WRITTEN}; LIMIT {@code
     *     RECORDS_EXPIRED}; and as both ends do
     */
    Verified verify(ChainId id, VerifyScope scope, SourceHint hint) {
        ChainView chain = ledger.chain(id).orElseThrow(() -> ChainCare.unknown(id));
        Partition partition = scope.window()
                .map(window -> partition(id, window))
                .orElseGet(() -> written.newest(id)
                        .orElseThrow(() -> nothing("Chain " + id + " has no committed window with rows.")));
        List<LedgerWindow> windows = written.of(id, partition).stream()
                .filter(window ->
                        scope.window().isEmpty() || scope.window().get().equals(window.id()))
                .toList();
        List<WindowVerifier.Written> parts = windows.stream()
                .map(window -> new WindowVerifier.Written(window, requests.request(id, window, hint)))
                .toList();
        LedgerWindow last = windows.get(windows.size() - 1);
        // Of windows that replace each other, only the last one's rows are there.
        boolean replaces = last.overwrite();
        List<WindowVerifier.Written> standing = replaces ? parts.subList(parts.size() - 1, parts.size()) : parts;
        Verification rows = verifier.verify(chain.streamId(), standing, partition);
        return new Verified(
                last.target(),
                replaces,
                scope.window().isEmpty(),
                standing.stream().map(part -> part.window().window()).toList(),
                rows);
    }

    private Partition partition(ChainId chain, long window) {
        return written.partitions(chain, window).stream()
                .findFirst()
                .orElseThrow(() ->
                        nothing("Window " + window + " is no committed window with rows of chain " + chain + "."));
    }

    private static FailureException nothing(String sentence) {
        return Failure.user(
                        "NOTHING_WRITTEN",
                        sentence,
                        "`tidemark windows list --chain NAME` shows the windows with their states and ids.")
                .asException();
    }
}
