package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceId;
import io.tidemark.store.AttemptRow;
import io.tidemark.store.ChainTurns;
import io.tidemark.store.InstanceDetails;
import io.tidemark.store.InstanceDetails.AttemptView;
import io.tidemark.store.LogLine;
import io.tidemark.store.LogPage;
import io.tidemark.workflow.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a person may see of one cycle. */
record CycleLook(CycleCare care) {
    private static final int LINES = 500;
    private static final String HIDDEN = "***";

    InstanceDetails details(InstanceId written) {
        return care.records().transactions().inTransaction(() -> {
            CycleInstance instance = care.instance(written);
            InstanceId id = instance.id();
            return new InstanceDetails(
                    care.views().find(id).orElseThrow(),
                    instance.work(),
                    instance.priority(),
                    parameters(instance),
                    care.records().edges().upstreams(id),
                    care.records().edges().downstreams(id),
                    care.records().attempts().of(id).stream()
                            .map(AttemptView::of)
                            .toList(),
                    care.views().life(id),
                    care.records().dirtyRecords().ofLatest(id),
                    new ChainTurns(care.records().transactions())
                            .asked(id)
                            .flatMap(asked -> care.windows().holding(asked.chain(), asked.window())));
        });
    }

    private static Map<String, String> parameters(CycleInstance instance) {
        Map<String, String> shown = new LinkedHashMap<>();
        instance.parameters()
                .forEach((name, value) -> shown.put(name, Secret.isLikelyBehind(name) ? HIDDEN : value.text()));
        return shown;
    }

    /**
     * Lines of an attempt's log.
     *
     * @param number of the attempt; absent for the latest one
     * @param after only lines with a later position; 0 for all
     * @throws io.tidemark.attempt.FailureException USER {@code NO_SUCH_ATTEMPT}
     */
    LogPage log(InstanceId written, Optional<Integer> number, int after) {
        CycleInstance instance = care.instance(written);
        List<AttemptRow> attempts = care.records().attempts().of(instance.id());
        AttemptRow attempt = attempts.stream()
                .filter(row -> number.isEmpty() || row.number() == number.get())
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> noSuchAttempt(instance, attempts.size()).asException());
        List<LogLine> lines = care.records().logs().lines(attempt.id(), after, LINES + 1);
        boolean more = lines.size() > LINES;
        return new LogPage(attempt.number(), attempt.state(), more ? lines.subList(0, LINES) : lines, more);
    }

    private static Failure noSuchAttempt(CycleInstance instance, int attempts) {
        return attempts == 0
                ? Failure.user(
                        "NO_SUCH_ATTEMPT",
                        "Cycle " + instance.id() + " has had no attempt: it is " + instance.state() + ".",
                        "`tidemark instances why " + instance.id() + "` says why.")
                : Failure.user(
                        "NO_SUCH_ATTEMPT",
                        "Cycle " + instance.id() + " has had " + attempts + (attempts == 1 ? " attempt" : " attempts")
                                + ", and none of this number.",
                        "Leave the number out to see the latest one.");
    }
}
