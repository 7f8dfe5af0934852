package io.tidemark.console;

import io.tidemark.instance.BackfillRequest;
import io.tidemark.instance.CycleSpan;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.store.BackfillDetails;
import io.tidemark.store.BackfillDetails.Halted;
import io.tidemark.store.BackfillEvent;
import io.tidemark.store.BackfillState;
import io.tidemark.store.BackfillView;
import io.tidemark.workflow.TaskId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Two backfills, one of them with everything. */
final class CannedBackfills {
    static final BackfillRequest ASKED = new BackfillRequest(
            "quakes",
            Optional.of("changes"),
            List.of(
                    CycleSpan.ofBusinessDates(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 22)),
                    new CycleSpan(LocalDateTime.of(2026, 11, 25, 10, 5), LocalDateTime.of(2026, 11, 25, 10, 5, 1))),
            true,
            Set.of(new TaskId("quakes", "ready"), new TaskId("other", "one")),
            true,
            7,
            Map.of("table", "a \"b\" & <c>"));
    private static final BackfillRequest PLAIN = new BackfillRequest(
            "quakes",
            Optional.empty(),
            List.of(CycleSpan.ofBusinessDates(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 20))),
            false,
            Set.of(),
            false,
            1,
            Map.of());
    private static final BackfillEvent STARTED = new BackfillEvent(
            Instant.parse("2026-11-23T01:00:00Z"), "somebody", BackfillEvent.Action.STARTED, "for <that>");
    private static final BackfillView WHOLE = new BackfillView(
            3,
            ASKED,
            9,
            STARTED,
            BackfillState.INTERRUPTED,
            Map.of(InstanceState.FAILED, 1, InstanceState.SUCCEEDED, 5, InstanceState.WAITING, 3));
    static final List<BackfillView> ALL =
            List.of(WHOLE, new BackfillView(2, PLAIN, 1, STARTED, BackfillState.DONE, Map.of()));
    static final BackfillDetails DETAILS = new BackfillDetails(
            WHOLE,
            List.of(STARTED),
            List.of(new Halted(
                    InstanceId.parse("quakes/changes@2026-11-22T10:05+08:00~b3"),
                    InstanceState.FAILED,
                    "it is broken")));

    private CannedBackfills() {}
}
