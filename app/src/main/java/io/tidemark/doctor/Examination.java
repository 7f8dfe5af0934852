package io.tidemark.doctor;

import io.tidemark.attempt.Cancellation;
import io.tidemark.attempt.Cancellation.CancelledException;
import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.Sleeper;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tries every assumption on tables made for it, and removes them. Used once, by one thread. */
public final class Examination {
    private final ScratchSource source;
    private final ScratchTarget target;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final Cancellation cancellation;

    /**
     * What came out.
     *
     * @param findings one for each assumption, in the order in which they were tried
     * @param left a sentence for each table that could not be removed
     */
    public record Report(List<Finding> findings, List<String> left) {
        public Report {
            findings = List.copyOf(findings);
            left = List.copyOf(left);
        }

        /** Whether every assumption held and nothing is left behind. */
        public boolean healthy() {
            return left.isEmpty() && findings.stream().allMatch(finding -> finding.verdict() == Finding.Verdict.HELD);
        }
    }

    /**
     * Prepares; no call is made yet.
     *
     * @param cancellation asks to stop; what was made is removed all the same
     */
    public Examination(
            ScratchSource source,
            ScratchTarget target,
            InstantSource clock,
            Sleeper sleeper,
            Cancellation cancellation) {
        this.source = source;
        this.target = target;
        this.clock = clock;
        this.sleeper = sleeper;
        this.cancellation = cancellation;
    }

    /**
     * Carries it out. Whatever the services do is a finding.
     *
     * @param told each finding as soon as it is there
     */
    public Report run(Consumer<Finding> told) {
        Patience patience = new Patience(sleeper, cancellation);
        List<Finding> findings = new ArrayList<>();
        Consumer<Finding> found = finding -> {
            findings.add(finding);
            told.accept(finding);
        };
        List<String> left = new ArrayList<>();
        left.addAll(on(source, new SourceChecks(source, patience).inOrder(), found));
        left.addAll(on(target, new TargetChecks(target, patience, clock).inOrder(), found));
        return new Report(findings, left);
    }

    private List<String> on(ScratchTable table, Map<Assumption, Supplier<Finding>> checks, Consumer<Finding> found) {
        List<String> left = new ArrayList<>();
        try {
            Optional<String> obstacle = obstacle(table::create);
            checks.forEach((assumption, check) -> found.accept(
                    obstacle.map(why -> Finding.unseen(assumption, why)).orElseGet(() -> tried(assumption, check))));
        } finally {
            for (String name : table.names()) {
                drop(table, name).ifPresent(left::add);
            }
        }
        return left;
    }

    private Optional<String> obstacle(Runnable step) {
        try {
            cancellation.check();
            step.run();
            return Optional.empty();
        } catch (FailureException e) {
            return Optional.of(e.failure().message());
        } catch (CancelledException e) {
            return Optional.of("It was interrupted.");
        }
    }

    private Finding tried(Assumption assumption, Supplier<Finding> check) {
        try {
            cancellation.check();
            return check.get();
        } catch (FailureException e) {
            return Finding.unseen(assumption, e.failure().message());
        } catch (CancelledException e) {
            return Finding.unseen(assumption, "It was interrupted.");
        }
    }

    private static Optional<String> drop(ScratchTable table, String name) {
        try {
            table.drop(name);
            return Optional.empty();
        } catch (FailureException e) {
            return Optional.of("Table `" + name + "` " + table.place() + " may be left behind; remove it. "
                    + e.failure().message());
        }
    }
}
