package io.tidemark.jobs;

import io.tidemark.access.Actor;
import io.tidemark.attempt.Failure;
import io.tidemark.instance.InstanceId;
import io.tidemark.operator.Agenda;
import io.tidemark.operator.Agenda.Place;
import io.tidemark.operator.Decision;
import io.tidemark.operator.DecisionRequest;
import io.tidemark.operator.Desk;
import io.tidemark.operator.Preview;
import io.tidemark.operator.Recurring;
import io.tidemark.operator.RerunScope;
import io.tidemark.operator.RerunTerms;
import io.tidemark.operator.SourceHint;
import io.tidemark.operator.Steering;
import io.tidemark.workflow.TaskId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What the dashboard's buttons do: the same decisions as the commands', under the same rules. Pressing is the yes to whatever would
 * be done. Thread-safe.
 */
public record JobDesk(Agenda agenda, Desk desk, InstantSource clock) {
    /**
     * Lets the instance of an attempt run once more, by itself.
     *
     * @throws io.tidemark.attempt.FailureException if that is not possible, with nothing done
     */
    void requeue(UUID attempt, Actor by) {
        decide(
                new Decision.Rerun(
                        List.of(latest(attempt, "rerun")), RerunScope.ONLY, new RerunTerms(false, pressed("Requeue"))),
                by);
    }

    /**
     * Stops the instance of an attempt.
     *
     * @throws io.tidemark.attempt.FailureException if that is not possible, with nothing done
     */
    void delete(UUID attempt, Actor by) {
        decide(new Decision.Steer(Steering.STOP, List.of(latest(attempt, "stop")), pressed("Delete")), by);
    }

    /**
     * Runs the task of a schedule once, now.
     *
     * @throws io.tidemark.attempt.FailureException if that is not possible, with nothing done
     * @throws io.tidemark.workflow.InvalidDefinitionException if its script cannot be used, with nothing done
     */
    void trigger(String name, Actor by) {
        Recurring recurring = recurring(name);
        if (recurring.tasks().size() != 1) {
            String tasks = recurring.tasks().stream().map(TaskId::toString).collect(Collectors.joining(", "));
            throw refused(
                    recurring.tasks().isEmpty()
                            ? "Nothing of " + name + " moves data, so there is nothing to run."
                            : "Nothing was done: " + name + " has more than one task (" + tasks
                                    + "), and runs beside the schedule do not wait for each other.",
                    "Run one task with `tidemark tasks run-once TASK`, or cycles that have come, in their order, with"
                            + " `tidemark instances rerun ID --downstream`.");
        }
        decide(
                new Decision.RunOnce(
                        recurring.tasks().get(0),
                        clock.instant().truncatedTo(ChronoUnit.SECONDS),
                        Map.of(),
                        Optional.empty(),
                        pressed("Trigger")),
                by);
    }

    /**
     * Schedules are not deleted here.
     *
     * @throws io.tidemark.attempt.FailureException always
     */
    void forget(String name) {
        Recurring recurring = recurring(name);
        throw refused(
                "Nothing was done: " + name + " is scheduled by version " + recurring.version() + " of its workflow.",
                "Hold it up with `tidemark tasks pause TASK`, or submit a folder without it.");
    }

    private Recurring recurring(String name) {
        return agenda.recurring().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        refused("Nothing of the name " + name + " is scheduled any more.", "Load the page again."));
    }

    /** Pressing a button beside an old attempt must not touch what its instance has done since. */
    private InstanceId latest(UUID attempt, String command) {
        Place place = agenda.place(attempt)
                .orElseThrow(() -> refused("Nothing is known of this job any more.", "Load the page again."));
        if (place.number() < place.latest()) {
            throw refused(
                    "Nothing was done: this is attempt " + place.number() + " of cycle " + place.instance()
                            + ", which is " + place.state() + " with attempt " + place.latest() + ".",
                    "Use the job of that attempt, or `tidemark instances " + command + " " + place.instance() + "`.");
        }
        return place.instance();
    }

    private void decide(Decision decision, Actor by) {
        DecisionRequest request = new DecisionRequest(decision, SourceHint.NONE, by);
        Preview preview = desk.preview(request);
        String seen = preview.seen()
                .orElseThrow(() -> refused(
                        "Nothing was done: "
                                + preview.sentences().stream()
                                        .map(String::strip)
                                        .collect(Collectors.joining(" ")),
                        "Load the page again."));
        desk.carryOut(request, seen);
    }

    private static String pressed(String button) {
        return "with the dashboard's " + button;
    }

    private static RuntimeException refused(String sentence, String advice) {
        return Failure.user("NOT_POSSIBLE_NOW", sentence, advice).asException();
    }
}
