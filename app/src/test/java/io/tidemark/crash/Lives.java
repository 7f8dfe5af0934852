package io.tidemark.crash;

import io.tidemark.sandbox.fault.Fault;
import io.tidemark.sandbox.fault.FaultRule;
import io.tidemark.sandbox.fault.Moment;
import io.tidemark.sandbox.fault.Operation;
import io.tidemark.sandbox.fault.SessionEnd;
import io.tidemark.sandbox.fault.ShardChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The lives of one operator, one after the other, on one data directory. */
final class Lives implements AutoCloseable {
    private static final Duration HANGS = Duration.ofMinutes(2);
    private static final int FIRST_WINDOW_MILLIS = 1500;
    private static final int WINDOW_MILLIS = 150;

    private final Path folder;
    private final Clouds clouds;
    private final Random random;
    private final List<String> story = new ArrayList<>();
    private final List<Gate> late = new ArrayList<>();
    private int directories;
    private @Nullable LifeProcess life;
    private boolean fresh;

    Lives(Path folder, Clouds clouds, Random random) {
        this.folder = folder;
        this.clouds = clouds;
        this.random = random;
    }

    /** Runs a window without being killed; returns how it ended, as {@code CODE sentence}. */
    String run(Work work) throws Exception {
        life().tell(work + " 0");
        String ended = answer().orElseThrow(
                        () -> new AssertionError("the life died by itself with exit code " + exitCode() + end()));
        story.add(work + " " + ended);
        return ended;
    }

    /** Shoots while a window is run. Returns how that ended if it was not hit. */
    Optional<String> shoot(Work work, Shot shot) throws Exception {
        Optional<String> ended;
        if (shot instanceof Shot.AtPoint at) {
            ended = shootAt(work, at);
        } else if (shot instanceof Shot.InCall call) {
            ended = shootIn(work, call);
        } else {
            ended = shootAnyTime(work);
        }
        story.add(work + " " + ended.orElse("died " + shot));
        return ended;
    }

    private Optional<String> shootAt(Work work, Shot.AtPoint at) throws Exception {
        switch (at.need()) {
            case LOST_LEDGER -> loseLedger();
            case LOST_SESSION -> clouds.faults.add(lostSession());
            case NEW_SHARD -> clouds.faults.add(split());
            case BEGUN_COMMIT -> {
                Optional<String> notBegun = shoot(work, new Shot.AtPoint("after WitnessTable.insert", 1));
                if (notBegun.isPresent()) {
                    return notBegun;
                }
            }
            case NOTHING -> {}
        }
        life().tell(work + " " + at.nth() + " " + at.point());
        Optional<String> answer = answer();
        clouds.drop(lostSession());
        clouds.drop(split());
        if (answer.isEmpty()) {
            if (exitCode() != LifeProcess.DIED_AT_POINT) {
                throw new AssertionError("the life died by itself with exit code " + exitCode() + end());
            }
            bury();
        }
        return answer;
    }

    private static FaultRule lostSession() {
        return FaultRule.on(Operation.COMMIT_UPLOAD, new Fault.EndSession(SessionEnd.EXPIRED))
                .call(1);
    }

    /** Its children are new to the next window. */
    private static FaultRule split() {
        return FaultRule.on(Operation.GET_STREAM_RECORD, new Fault.Reshape(ShardChange.SPLIT))
                .table(Clouds.TABLE)
                .call(1);
    }

    private Optional<String> shootIn(Work work, Shot.InCall call) throws Exception {
        FaultRule rule = Gate.rule(call.operation(), call.moment(), call.nth());
        Gate gate = clouds.gate(rule);
        try {
            LifeProcess shot = life();
            shot.tell(work + " 0");
            while (!gate.isReachedWithin(Duration.ofMillis(5))) {
                if (shot.saysSomethingWithin(Duration.ZERO)) {
                    gate.open();
                    return answer();
                }
            }
            bury();
        } finally {
            clouds.drop(rule);
        }
        if (call.moment() == Moment.BEFORE && random.nextBoolean()) {
            late.add(gate);
        } else {
            gate.open();
        }
        return Optional.empty();
    }

    private Optional<String> shootAnyTime(Work work) throws Exception {
        int most = fresh || life == null ? FIRST_WINDOW_MILLIS : WINDOW_MILLIS;
        LifeProcess shot = life();
        shot.tell(work + " 0");
        if (shot.saysSomethingWithin(Duration.ofMillis(random.nextInt(most)))) {
            return answer();
        }
        bury();
        return Optional.empty();
    }

    /** Calls of the dead that the service still has go on. */
    void releaseTheLate() {
        late.forEach(Gate::open);
        late.clear();
    }

    /** The next life has an empty data directory. */
    void loseLedger() throws InterruptedException {
        bury();
        directories++;
        story.add("the ledger is lost");
    }

    private LifeProcess life() throws IOException {
        LifeProcess living = life;
        fresh = living == null;
        if (living == null) {
            Clouds.Ends ends = clouds.ends();
            living = LifeProcess.start(
                    LifeMain.class, errors(), List.of(data().toString(), ends.tablestore(), ends.maxCompute()));
            life = living;
        }
        return living;
    }

    private void bury() throws InterruptedException {
        LifeProcess dead = life;
        life = null;
        if (dead != null) {
            dead.close();
        }
    }

    private Optional<String> answer() throws Exception {
        LifeProcess asked = life();
        if (!asked.saysSomethingWithin(HANGS)) {
            throw new AssertionError("the life hangs" + end());
        }
        return asked.line().map(line -> line.replaceFirst("^ended ", ""));
    }

    private int exitCode() {
        try {
            return life().exitCode();
        } catch (InterruptedException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Path data() {
        return folder.resolve("data-" + directories);
    }

    private Path errors() {
        return folder.resolve("errors.log");
    }

    /** What happened last, for whoever has to find out why. */
    String end() {
        try {
            List<String> said = Files.exists(errors()) ? Files.readAllLines(errors()) : List.of();
            return "\nstory:\n" + String.join("\n", tail(story)) + "\nlog of the lives:\n"
                    + String.join("\n", tail(said));
        } catch (IOException e) {
            return " (no log: " + e.getMessage() + ")";
        }
    }

    private static List<String> tail(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - 80), lines.size());
    }

    /** Lets the last life end as it wants to. */
    void finish() throws Exception {
        releaseTheLate();
        LifeProcess last = life;
        life = null;
        if (last != null && last.finish() != 0) {
            throw new AssertionError("the last life did not end well" + end());
        }
    }

    @Override
    public void close() throws Exception {
        releaseTheLate();
        bury();
    }
}
