package io.tidemark.sync;

import io.tidemark.attempt.Counts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What windows of a chain would become if they were run one after the other, each with success: by the very rules that claims
 * go by, and on what the ledger holds now. Not thread-safe.
 */
public final class ChainOutlook {
    private static final Fence NOBODY = new Fence("outlook");
    private static final long NO_ROW = 0;

    private final ChainState chain;
    private final NavigableMap<Instant, LedgerWindow> byStart = new TreeMap<>();
    private final NavigableMap<Instant, LedgerWindow> byEnd = new TreeMap<>();
    private final Set<LedgerWindow> unfinished = new LinkedHashSet<>();
    private Optional<Instant> head;
    private Optional<LedgerWindow> headWindow;

    /** @param chain with all windows that have to do with those that will be asked for */
    public ChainOutlook(ChainState chain) {
        this.chain = chain;
        this.head = chain.head();
        this.headWindow = chain.headWindow();
        chain.windows().forEach(this::put);
        chain.headWindow().ifPresent(this::put);
    }

    /** Of a chain that the ledger does not know. */
    public static ChainOutlook unknown(ChainId id) {
        return new ChainOutlook(
                new ChainState(id, "", 0, Optional.empty(), Optional.empty(), Optional.empty(), List.of()));
    }

    /** Where the oldest known window begins. */
    public Optional<Instant> beginning() {
        return byStart.isEmpty() ? Optional.empty() : Optional.of(byStart.firstKey());
    }

    /** What becomes of a request. The next one finds this one's window committed, if it is to be. */
    public Prospect next(SyncRequest request) {
        ClaimRequest claim = ClaimRequest.of(request, chain.streamId(), "outlook");
        while (true) {
            ClaimDecision decision = ClaimDecision.decide(state(request.window()), claim);
            if (decision instanceof ClaimDecision.Settle settle) {
                replace(settle.row(), committed(settle.row()));
                if (settle.own()) {
                    return new Prospect.Settled(settle.row());
                }
            } else {
                return prospect(decision, claim);
            }
        }
    }

    private Prospect prospect(ClaimDecision decision, ClaimRequest claim) {
        if (decision instanceof ClaimDecision.Begin begin) {
            return begin(begin, claim);
        }
        if (decision instanceof ClaimDecision.Fill fill) {
            return fill(fill, claim);
        }
        if (decision instanceof ClaimDecision.Again again) {
            return again(again.row());
        }
        return answer(((ClaimDecision.Answer) decision).claim());
    }

    private Prospect begin(ClaimDecision.Begin begin, ClaimRequest claim) {
        begin.superseded().forEach(this::remove);
        begin.gap().ifPresent(gap -> put(row(gap.window(), WindowState.GAP, claim)));
        boolean first = head.isEmpty();
        moveHead(row(begin.window(), WindowState.COMMITTED, claim));
        return new Prospect.Fresh(begin.window(), begin.gap().map(Gap::window), first);
    }

    private Prospect fill(ClaimDecision.Fill fill, ClaimRequest claim) {
        Window gap = fill.gap().window();
        remove(fill.gap());
        LedgerWindow filled = row(fill.window(), WindowState.COMMITTED, claim);
        put(filled);
        if (fill.window().end().isBefore(gap.end())) {
            LedgerWindow rest = row(new Window(fill.window().end(), gap.end()), WindowState.GAP, claim);
            put(rest);
            headWindow = headWindow.map(row -> row.equals(fill.gap()) ? rest : row);
        } else {
            headWindow = headWindow.map(row -> row.equals(fill.gap()) ? filled : row);
        }
        return new Prospect.Filled(gap);
    }

    private Prospect again(LedgerWindow row) {
        if (row.state() == WindowState.COMMITTED) {
            return new Prospect.Rewritten(row);
        }
        remove(row);
        if (row.fixed()) {
            put(committed(row));
            return new Prospect.Reopened(row);
        }
        boolean first = head.isEmpty();
        moveHead(committed(row));
        return new Prospect.Fresh(row.window(), Optional.empty(), first);
    }

    private static Prospect answer(Claim claim) {
        if (claim instanceof Claim.AlreadyCommitted done) {
            return new Prospect.AlreadyCommitted(done.window(), done.committedAt());
        }
        if (claim instanceof Claim.ToBeRecovered stopped) {
            return new Prospect.Waits(stopped.reason());
        }
        if (claim instanceof Claim.Blocked blocked) {
            return new Prospect.Waits(blocked.reason());
        }
        if (claim instanceof Claim.Refused refused) {
            return new Prospect.Refused(refused.reason());
        }
        throw new IllegalStateException("a claim is not answered by " + claim);
    }

    /** What the ledger would look at for this window. */
    private ChainState state(Window asked) {
        Set<LedgerWindow> relevant = new LinkedHashSet<>(unfinished);
        Optional.ofNullable(byEnd.get(asked.end())).ifPresent(relevant::add);
        Optional.ofNullable(byStart.floorEntry(asked.start())).ifPresent(entry -> relevant.add(entry.getValue()));
        headWindow.ifPresent(relevant::add);
        return new ChainState(
                chain.id(),
                chain.streamId(),
                chain.version(),
                head,
                headWindow,
                chain.toBeRecovered(),
                new ArrayList<>(relevant));
    }

    private void moveHead(LedgerWindow row) {
        put(row);
        head = Optional.of(row.window().end());
        headWindow = Optional.of(row);
    }

    private void replace(LedgerWindow before, LedgerWindow after) {
        remove(before);
        put(after);
        headWindow = headWindow.map(row -> row.equals(before) ? after : row);
    }

    private void put(LedgerWindow row) {
        byStart.put(row.window().start(), row);
        byEnd.put(row.window().end(), row);
        if (row.state() != WindowState.COMMITTED && row.state() != WindowState.GAP) {
            unfinished.add(row);
        }
    }

    private void remove(LedgerWindow row) {
        byStart.remove(row.window().start());
        byEnd.remove(row.window().end());
        unfinished.remove(row);
    }

    private static LedgerWindow row(Window window, WindowState state, ClaimRequest claim) {
        return new LedgerWindow(
                NO_ROW,
                window,
                window.start(),
                state,
                NOBODY,
                0,
                claim.overwrite(),
                claim.target(),
                Optional.of(Checkpoints.NONE),
                Optional.of(Checkpoints.NONE),
                Optional.empty(),
                Counts.NONE,
                Optional.empty(),
                Optional.of(new LedgerWindow.Commit(Instant.EPOCH, claim.claimedBy())));
    }

    private static LedgerWindow committed(LedgerWindow row) {
        return new LedgerWindow(
                row.id(),
                row.window(),
                row.requestedStart(),
                WindowState.COMMITTED,
                row.fence(),
                row.round(),
                row.overwrite(),
                row.target(),
                row.start(),
                row.end().or(() -> Optional.of(Checkpoints.NONE)),
                row.filterFrom(),
                row.counts(),
                row.preparedAt(),
                Optional.of(new LedgerWindow.Commit(Instant.EPOCH, "outlook")));
    }
}
