package io.tidemark.operator;

import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.store.ChainDetails;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Gap;
import io.tidemark.sync.Loss;
import io.tidemark.sync.Prepared;
import io.tidemark.sync.StreamSource;
import io.tidemark.sync.Window;
import io.tidemark.sync.WindowCheckpoints;
import io.tidemark.sync.Witness;
import io.tidemark.sync.WitnessTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Lets a chain go on with what is left when records have expired unread: the loss is shown as a gap from the chain's head on, and
 * every shard goes on where it stood or, if that is gone, at the oldest record that is kept. The gap's witness is written first;
 * whatever dies in between, the same command again brings it to its end.
 */
final class ChainLoss {
    private final ChainCare care;
    private final StreamSource source;
    private final WitnessTable witnesses;
    private final ChainId id;

    /**
     * Sets up; nothing is changed yet.
     *
     * @param source of the chain's task
     * @param witnesses its status table
     */
    ChainLoss(ChainCare care, StreamSource source, WitnessTable witnesses, ChainId id) {
        this.care = care;
        this.source = source;
        this.witnesses = witnesses;
        this.id = id;
    }

    private record Plan(String streamId, long version, Gap gap, Loss loss) {
        /** What a person agrees to. Positions are the source's own business, which may name one differently each time. */
        private record Seen(long version, Window gap, List<Loss.LostShard> shards) {}

        Seen seen() {
            return new Seen(version, gap.window(), loss.shards());
        }
    }

    /**
     * Asks the source what is left.
     *
     * @param to where the gap is to end, for windows that are to begin there; absent for the oldest record that is left
     * @throws io.tidemark.attempt.FailureException USER {@code CHAIN_UNKNOWN}, {@code CHAIN_BUSY}, {@code
     *     CHAIN_TO_BE_RECOVERED}, {@code CHAIN_HAS_NO_POSITION} or {@code GAP_END_OUT_OF_RANGE}; and what the source says
     */
    PlannedDecision planned(Optional<Instant> to) {
        Plan plan = plan(to);
        return plan.loss().shards().isEmpty()
                ? PlannedDecision.nothingToDo(
                        List.of("Nothing that chain " + id + " has not read has expired; there is nothing to accept."))
                : PlannedDecision.of(
                        plan.seen(),
                        sentences(plan),
                        "Chain " + id + " stands at " + plan.gap().window().end() + " now.",
                        () -> carryOut(plan));
    }

    private List<String> sentences(Plan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("These shards may have lost records that chain " + id + " has not read:");
        for (Loss.LostShard lost : plan.loss().shards()) {
            lines.add("  " + lost.shard()
                    + lost.since()
                            .map(since -> ", read to its end last at " + since)
                            .orElse(", never read to its end")
                    + lost.kept()
                            .map(kept -> ", oldest record that is left of " + kept)
                            .orElse(", nothing is left"));
        }
        lines.add(plan.gap().window() + " is shown as a gap; the chain goes on at "
                + plan.gap().window().end() + " with everything that is left, also what is older.");
        return lines;
    }

    private Plan plan(Optional<Instant> to) {
        care.requireAtRest(care.chain(id));
        ChainDetails chain = care.view().details(id).orElseThrow(() -> ChainCare.unknown(id));
        Instant head = chain.chain()
                .head()
                .filter(at -> !chain.head().shards().isEmpty())
                .orElseThrow(() -> Failure.user(
                                "CHAIN_HAS_NO_POSITION",
                                "Chain " + id + " has no position in any shard yet, so it has nothing to lose.",
                                "Run its next window: it seeks by time.")
                        .asException());
        Loss loss = Loss.of(source, chain.head(), care.clock());
        Instant end = to.orElseGet(() -> oldestKept(loss).filter(head::isBefore).orElseGet(() -> head.plusMillis(1)));
        if (!end.isAfter(head) || end.isAfter(care.clock().instant())) {
            throw Failure.user(
                            "GAP_END_OUT_OF_RANGE",
                            "A gap of chain " + id + " begins at its head " + head + " and ends by now, not at " + end
                                    + ".",
                            "Choose a later time that has come, or leave --to out.")
                    .asException();
        }
        return new Plan(
                chain.chain().streamId(), chain.chain().version(), new Gap(new Window(head, end), chain.head()), loss);
    }

    private static Optional<Instant> oldestKept(Loss loss) {
        return loss.shards().stream()
                .flatMap(lost -> lost.kept().stream())
                .max(Comparator.naturalOrder())
                .map(kept -> kept.truncatedTo(ChronoUnit.MILLIS));
    }

    private void carryOut(Plan plan) {
        WindowCheckpoints span =
                new WindowCheckpoints(plan.gap().start(), plan.loss().goesOn());
        Witness witness = new Witness(
                plan.streamId(),
                id,
                plan.gap().window(),
                Witness.State.GAP,
                0,
                "",
                new Prepared(span, Counts.NONE, List.of()));
        if (!witnesses.insert(witness) && !replaced(witness)) {
            throw care.contradicted(
                    id,
                    "the status table knows a window behind the chain's head that this operator's database does not");
        }
        care.editor().acceptLoss(id, plan.version(), plan.gap().window(), span, care.by());
    }

    /** A gap that was witnessed by an earlier try ends elsewhere by now. */
    private boolean replaced(Witness witness) {
        return witnesses
                .find(witness.streamId(), id, witness.window().start())
                .filter(found -> found.state() == Witness.State.GAP && witnesses.replace(found, witness))
                .isPresent();
    }
}
