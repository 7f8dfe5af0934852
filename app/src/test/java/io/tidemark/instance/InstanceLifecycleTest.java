package io.tidemark.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InstanceLifecycleTest {
    private static final InstanceId ID = InstanceId.parse("earthquakes/changes@2026-11-22T10:05+08:00");
    private static final Path DIAGRAM = Path.of("..", "docs", "instance-lifecycle.md");
    private static final Set<InstanceEvent> A_PERSON = EnumSet.of(
            InstanceEvent.RESOLVED_COMMITTED,
            InstanceEvent.RESOLVED_NOT_COMMITTED,
            InstanceEvent.MARK_SUCCESSFUL,
            InstanceEvent.FREEZE,
            InstanceEvent.UNFREEZE,
            InstanceEvent.CANCEL,
            InstanceEvent.RERUN);
    private static final String WRITE = "tidemark.write-docs";

    @Test
    void everyPairLeadsWhereTheTableSaysOrNowhere() {
        for (InstanceState from : InstanceState.values()) {
            for (InstanceEvent event : InstanceEvent.values()) {
                InstanceLifecycle.moves().stream()
                        .filter(move -> move.from() == from && move.event() == event)
                        .findFirst()
                        .ifPresentOrElse(
                                move -> assertThat(InstanceLifecycle.next(ID, from, event))
                                        .isEqualTo(move.to()),
                                () -> assertThatIllegalStateException()
                                        .isThrownBy(() -> InstanceLifecycle.next(ID, from, event))
                                        .withMessageContaining(ID.toString()));
            }
        }
    }

    @Test
    void anImpossibleEventIsAnsweredWithThePossibleOnes() {
        assertThatIllegalStateException()
                .isThrownBy(() -> InstanceLifecycle.next(ID, InstanceState.READY, InstanceEvent.RETRY_DUE))
                .withMessage("earthquakes/changes@2026-11-22T10:05+08:00 is READY and cannot take RETRY_DUE;"
                        + " it can take ATTEMPT_STARTED, FREEZE, CANCEL");
        assertThatIllegalStateException()
                .isThrownBy(() -> InstanceLifecycle.next(ID, InstanceState.SUCCEEDED, InstanceEvent.ATTEMPT_LOST))
                .withMessageEndingWith("it can take RERUN");
    }

    @Test
    void noPairStandsTwiceAndEveryEventStandsSomewhere() {
        assertThat(InstanceLifecycle.moves().stream()
                        .map(move -> move.from() + " " + move.event())
                        .toList())
                .doesNotHaveDuplicates();
        assertThat(InstanceLifecycle.moves().stream()
                        .map(InstanceLifecycle.Move::event)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(InstanceEvent.values());
    }

    @Test
    void everyStateIsReachedAndAnEndedOneIsLeftByNothingButAPerson() {
        Set<InstanceState> reached = EnumSet.of(InstanceLifecycle.FIRST, InstanceLifecycle.FIRST_OF_PAUSED);
        Set<InstanceState> left = EnumSet.noneOf(InstanceState.class);
        for (InstanceLifecycle.Move move : InstanceLifecycle.moves()) {
            reached.add(move.to());
            if (!A_PERSON.contains(move.event())) {
                left.add(move.from());
            }
        }

        assertThat(reached).containsExactlyInAnyOrder(InstanceState.values());
        assertThat(left)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(InstanceState.values())
                        .filter(state -> !state.ended() && state != InstanceState.FROZEN)
                        .toList());
    }

    @Test
    void theDiagramInTheDocumentsIsTheTable() throws IOException {
        String expected = document();
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(DIAGRAM.getParent());
            Files.writeString(DIAGRAM, expected);
        }

        assertThat(Files.exists(DIAGRAM) ? Files.readString(DIAGRAM) : "")
                .as("docs/instance-lifecycle.md is printed from InstanceLifecycle; write it anew with"
                        + " mvn -pl app test -Dtest=InstanceLifecycleTest -D" + WRITE + "=true")
                .isEqualTo(expected);
    }

    private static String document() {
        Map<String, String> arrows = new LinkedHashMap<>();
        for (InstanceLifecycle.Move move : InstanceLifecycle.moves()) {
            arrows.merge(move.from() + " --> " + move.to(), move.event().name(), (one, other) -> one + ", " + other);
        }
        StringBuilder text = new StringBuilder();
        text.append("# The life of an instance\n\n");
        text.append(
                "One task in one cycle goes this way and no other. Printed by a test from `InstanceLifecycle`.\n\n");
        text.append("```mermaid\nstateDiagram-v2\n");
        text.append("  [*] --> ").append(InstanceLifecycle.FIRST).append('\n');
        text.append("  [*] --> ").append(InstanceLifecycle.FIRST_OF_PAUSED).append(" : its task is declared paused\n");
        arrows.forEach((arrow, events) ->
                text.append("  ").append(arrow).append(" : ").append(events).append('\n'));
        for (InstanceState state : InstanceState.values()) {
            if (InstanceLifecycle.moves().stream().noneMatch(move -> move.from() == state)) {
                text.append("  ").append(state).append(" --> [*]\n");
            }
        }
        return text.append("```\n").toString();
    }
}
