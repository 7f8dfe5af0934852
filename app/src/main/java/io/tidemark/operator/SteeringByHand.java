package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.instance.CycleInstance;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Upstream;
import io.tidemark.store.Note;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Stops instances, freezes them, or lets frozen ones go on. All of them in one transaction, or none. */
final class SteeringByHand {
    private final CycleCare care;
    private final Decision.Steer asked;
    private final String by;

    SteeringByHand(CycleCare care, Decision.Steer asked, String by) {
        this.care = care;
        this.asked = asked;
        this.by = by;
    }

    /**
     * Looks whether that is possible with all of them.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code INSTANCE_UNKNOWN} or {@code NOT_POSSIBLE_NOW}; EXTERNAL {@code
     *     INSTANCE_COMMITTING}
     */
    PlannedDecision planned() {
        List<CycleInstance> all = instances();
        List<String> lines = new ArrayList<>();
        List<CycleInstance> moved = new ArrayList<>();
        for (CycleInstance instance : all) {
            lines.add("Cycle " + instance.id() + " is " + instance.state() + ": " + instance.reason() + ".");
            if (asked.steering().isDoneIn(instance.state())) {
                lines.add("  It stays so.");
            } else {
                moved.add(instance);
                lines.addAll(effect(instance));
            }
        }
        requirePossible(moved);
        if (moved.isEmpty()) {
            return PlannedDecision.nothingToDo(lines);
        }
        reason().ifPresent(reason -> lines.add("Reason: " + reason));
        return PlannedDecision.of(
                moved.stream()
                        .map(instance -> instance.id() + " " + instance.state() + " " + instance.reason())
                        .toList(),
                lines,
                done(moved),
                () -> carryOut(moved));
    }

    private List<CycleInstance> instances() {
        Map<InstanceId, CycleInstance> found = new LinkedHashMap<>();
        asked.instances().forEach(written -> {
            CycleInstance instance = care.instance(written);
            found.put(instance.id(), instance);
        });
        return List.copyOf(found.values());
    }

    private void requirePossible(List<CycleInstance> instances) {
        String states =
                asked.steering().possible().stream().map(InstanceState::name).collect(Collectors.joining(", "));
        List<String> refused = instances.stream()
                .filter(instance -> !asked.steering().possible().contains(instance.state()))
                .map(instance -> "cycle " + instance.id() + " is " + instance.state())
                .toList();
        if (!refused.isEmpty()) {
            throw Failure.user(
                            "NOT_POSSIBLE_NOW",
                            "Nothing was done: " + String.join("; ", refused) + ". Only one that is " + states
                                    + " can be " + asked.steering().done() + ".",
                            "Leave these out; `tidemark instances why ID` says what is possible with one.")
                    .asException();
        }
        instances.stream().filter(this::commitBegun).findFirst().ifPresent(instance -> {
            throw CycleCare.committing(instance.id());
        });
    }

    /** Nothing may keep it from settling that. */
    private boolean commitBegun(CycleInstance instance) {
        return instance.state() == InstanceState.RETRY_WAIT
                && care.records().attempts().commitBegun(instance.id());
    }

    private List<String> effect(CycleInstance instance) {
        int attempt = care.records().attempts().count(instance.id());
        List<String> lines = new ArrayList<>();
        if (instance.state() == InstanceState.READY) {
            lines.add("  Its attempt " + attempt + ", which waits for a worker, is taken back.");
        }
        if (asked.steering() == Steering.UNFREEZE) {
            lines.add("  It runs in its turn then.");
            return lines;
        }
        if (instance.state() == InstanceState.RUNNING) {
            lines.add("  Its attempt " + attempt
                    + " is asked to end at its next safe point; a commit that was begun is brought to its end first.");
        }
        int waiting = (int) care.records().edges().downstreams(instance.id()).stream()
                .map(Upstream::state)
                .filter(state -> state.filter(InstanceState.WAITING::equals).isPresent())
                .count();
        if (waiting > 0) {
            lines.add("  " + waiting + (waiting == 1 ? " instance goes" : " instances go") + " on waiting for it.");
        }
        return lines;
    }

    private String done(List<CycleInstance> moved) {
        String which = moved.size() == 1 ? "Cycle " + moved.get(0).id() + " is " : moved.size() + " cycles are ";
        return switch (asked.steering()) {
            case STOP ->
                which
                        + (moved.stream().anyMatch(instance -> instance.state() == InstanceState.RUNNING)
                                ? "stopped, or CANCELLING until the attempt has ended."
                                : "CANCELLED.");
            case FREEZE -> which + "FROZEN until `tidemark instances unfreeze`.";
            case UNFREEZE -> which + "WAITING and may run.";
        };
    }

    private void carryOut(List<CycleInstance> moved) {
        String why = by + " has " + asked.steering().done() + " it"
                + reason().map(reason -> ": " + reason).orElse("");
        care.records().transactions().run(() -> {
            care.records().instances().lockSlots();
            moved.stream()
                    .sorted(Comparator.comparing(instance -> instance.id().toString()))
                    .forEach(instance -> move(instance, why));
        });
    }

    private void move(CycleInstance instance, String why) {
        Note note = care.note(by, why);
        if (instance.state() == InstanceState.READY) {
            care.dispatcher()
                    .get()
                    .withdraw(care.records()
                            .attempts()
                            .withdraw(instance.id(), note)
                            .orElseThrow(PlannedDecision::changed));
        }
        if (!care.records()
                .instances()
                .move(instance.id(), instance.state(), asked.steering().event(), note, Optional.empty())) {
            throw PlannedDecision.changed();
        }
    }

    private Optional<String> reason() {
        return Optional.of(asked.reason()).filter(reason -> !reason.isBlank());
    }
}
