package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.instance.BackfillRequest;
import io.tidemark.store.ChainOutlooks;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.ChainOutlook;
import io.tidemark.sync.Prospect;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Looks at what the windows of a backfill would become, by what the ledger holds. */
final class BackfillChains {
    private final ChainOutlooks outlooks;
    private final BackfillRequest asked;

    BackfillChains(ChainOutlooks outlooks, BackfillRequest asked) {
        this.outlooks = outlooks;
        this.asked = asked;
    }

    /**
     * The same members, each with the prospect of its window.
     *
     * @throws FailureException what the ledger says about the first window that it would refuse; USER {@code
     *     WINDOW_BEFORE_CHAIN}, {@code BACKFILL_NEEDS_ORDER} or {@code BACKFILL_ERASES_ITSELF}
     */
    List<BackfillMember> look(List<BackfillMember> members) {
        Map<ChainId, ChainOutlook> chains = new LinkedHashMap<>();
        spans(members).forEach((chain, span) -> chains.put(chain, outlooks.of(chain, span)));
        List<BackfillMember> found = new ArrayList<>();
        for (BackfillMember member : members) {
            Optional<SyncRequest> request = member.request();
            found.add(
                    request.isPresent()
                            ? member.with(prospect(
                                    request.get(),
                                    Objects.requireNonNull(
                                            chains.get(request.get().chain()))))
                            : member);
        }
        refuse(found);
        refuseWhatErasesEachOther(found);
        return found;
    }

    private static Map<ChainId, Window> spans(List<BackfillMember> members) {
        Map<ChainId, Window> spans = new LinkedHashMap<>();
        members.stream()
                .flatMap(member -> member.request().stream())
                .forEach(request -> spans.merge(request.chain(), request.window(), BackfillChains::around));
        return spans;
    }

    private static Window around(Window one, Window other) {
        Instant start = one.start().isBefore(other.start()) ? one.start() : other.start();
        Instant end = one.end().isAfter(other.end()) ? one.end() : other.end();
        return new Window(start, end);
    }

    private static Prospect prospect(SyncRequest request, ChainOutlook chain) {
        Optional<Instant> beginning = chain.beginning();
        Prospect prospect = chain.next(request);
        if (prospect instanceof Prospect.Refused
                && beginning
                        .filter(begin -> request.window().start().isBefore(begin))
                        .isPresent()) {
            return new Prospect.Refused(beforeChain(request, beginning.get()));
        }
        return prospect;
    }

    private static Failure beforeChain(SyncRequest request, Instant beginning) {
        return Failure.user(
                "WINDOW_BEFORE_CHAIN",
                "Window " + request.window() + " lies before chain " + request.chain() + ", which begins at "
                        + beginning + ".",
                "Choose dates from there on; what came before is read under another chain name, with `tidemark run"
                        + " SCRIPT --task NAME`.");
    }

    private void refuse(List<BackfillMember> members) {
        List<Failure> refused = new ArrayList<>();
        for (BackfillMember member : members) {
            member.prospect().ifPresent(prospect -> {
                if (asked.descending() && prospect instanceof Prospect.Waits waits) {
                    refused.add(waits.reason());
                } else if (asked.descending() && (prospect.needsOrder() || isInsideGap(prospect))) {
                    refused.add(needsOrder(member));
                } else if (prospect instanceof Prospect.Refused no) {
                    refused.add(no.reason());
                }
            });
        }
        if (!refused.isEmpty()) {
            Failure first = refused.get(0);
            int others = refused.size() - 1;
            String more = others == 0
                    ? ""
                    : " So it is with " + others + " more of the " + members.size() + " instances of this backfill.";
            throw new Failure(first.kind(), first.code(), first.message() + more, first.advice()).asException();
        }
    }

    /** Scripts whose cycles do that are not let in; a parameter that is the same for all cycles makes one of any script. */
    private static void refuseWhatErasesEachOther(List<BackfillMember> members) {
        Map<Object, BackfillMember> writers = new LinkedHashMap<>();
        for (BackfillMember member : members) {
            member.overwritten().ifPresent(target -> {
                Object place = List.of(target.dataSource(), target.table(), target.partition());
                BackfillMember earlier = writers.putIfAbsent(place, member);
                if (earlier != null) {
                    throw Failure.user(
                                    "BACKFILL_ERASES_ITSELF",
                                    "Instances " + earlier.id() + " and " + member.id() + " would both overwrite "
                                            + target.display() + ", so the later would erase what the earlier wrote.",
                                    "Leave out the parameter that makes their partition the same, or make a backfill of"
                                            + " each cycle with a value of its own.")
                            .asException();
                }
            });
        }
    }

    private static boolean isInsideGap(Prospect prospect) {
        return prospect instanceof Prospect.Refused no && no.reason().code().equals("WINDOW_INSIDE_GAP");
    }

    private static Failure needsOrder(BackfillMember member) {
        SyncRequest request = member.request().orElseThrow();
        return Failure.user(
                "BACKFILL_NEEDS_ORDER",
                "Window " + request.window() + " of chain " + request.chain()
                        + " has no checkpoints in the ledger: it can only be read after the windows before it.",
                "Leave --descending out, or choose dates whose windows are committed.");
    }
}
