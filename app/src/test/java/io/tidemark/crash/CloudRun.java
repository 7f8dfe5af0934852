package io.tidemark.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.store.ChainView;
import io.tidemark.store.LedgerView;
import io.tidemark.store.Transactions;
import io.tidemark.store.WindowView;
import io.tidemark.sync.WindowState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One chain whose services are killed again and again while its windows are run. */
final class CloudRun implements AutoCloseable {
    private static final int MOST_MILLIS = 150;
    private static final int MOST_ATTEMPTS = 100;
    private static final Duration HANGS = Duration.ofMinutes(2);

    private final Work.Mode mode;
    private final Path folder;
    private final MortalClouds clouds;
    private final Writer writer;
    private final Windows windows;
    private final Random random;
    private final Map<String, Integer> failures = new TreeMap<>();
    private final List<String> story = new ArrayList<>();
    private final List<Shot> missed = new ArrayList<>();
    private @Nullable LifeProcess life;
    private int kills;
    private int together;

    CloudRun(Work.Mode mode, long seed, Path folder) throws Exception {
        this.mode = mode;
        this.folder = folder;
        clouds = new MortalClouds(folder.resolve("clouds"), seed, 2);
        writer = new Writer(clouds.side().client, seed);
        windows = new Windows(mode, 2);
        random = new Random(seed);
        story.add("seed " + seed);
    }

    /** Fires all of them, counts, and says what it has been through. */
    String through(List<Shot> shots) throws Exception {
        try {
            for (Shot shot : shots) {
                Work work = next();
                // A fault could take the one call that is waited for.
                if (!(shot instanceof Shot.InCall) && random.nextInt(3) == 0) {
                    clouds.tell("weather");
                }
                if (!fire(work, shot)) {
                    // Bad weather may have led around the point: a commit whose answer is lost is asked for, not made
                    // again.
                    untilDone(work);
                    clouds.tell("calm");
                    work = next();
                    if (!fire(work, shot)) {
                        missed.add(shot);
                    }
                }
                untilDone(work);
            }
            clouds.tell("calm");
            List<String> written = writer.written();
            untilDone(windows.last());
            assertThat(missed).as("points that no window passed").isEmpty();
            finish();
            count(written);
            return mode.name().toLowerCase(java.util.Locale.ROOT) + ": " + windows.count() + " windows, " + kills
                    + " kills of the services, " + together + " of them together with the life, " + written.size()
                    + " rows, 0 lost, 0 doubled; attempts that failed: " + failures;
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nstory:\n" + String.join("\n", story) + "\n" + errors(), e);
        }
    }

    private Work next() throws Exception {
        writer.write(10 + random.nextInt(20));
        writer.written();
        return windows.next();
    }

    /** Returns false if the window never came to where it was to be met. */
    private boolean fire(Work work, Shot shot) throws Exception {
        LifeProcess living = life();
        boolean there;
        if (shot instanceof Shot.AtPoint at) {
            living.tell(work + " -" + at.nth() + " " + at.point());
            there = answer(living).startsWith("at ");
        } else if (shot instanceof Shot.InCall call) {
            clouds.hold(call.operation(), call.moment(), call.nth());
            living.tell(work + " 0");
            there = held(living);
        } else {
            living.tell(work + " 0");
            living.saysSomethingWithin(Duration.ofMillis(random.nextInt(MOST_MILLIS)));
            there = true;
        }
        if (!there) {
            return false;
        }
        boolean stopped = shot instanceof Shot.AtPoint;
        boolean dies = random.nextInt(4) == 0;
        boolean goesOnWithout = random.nextBoolean();
        clouds.kill();
        kills++;
        story.add(work + " services killed " + shot + (dies ? ", and the life" : goesOnWithout ? ", it goes on" : ""));
        if (dies) {
            together++;
            bury();
        } else if (stopped && goesOnWithout) {
            living.tell("go on");
        }
        clouds.begin();
        if (stopped && !dies && !goesOnWithout) {
            living.tell("go on");
        }
        if (!dies) {
            ended(work, answer(living));
        }
        return true;
    }

    /** Whether the call came before the window was done. */
    private boolean held(LifeProcess living) throws Exception {
        while (!clouds.holdWithin(Duration.ofMillis(5))) {
            if (living.saysSomethingWithin(Duration.ZERO)) {
                return false;
            }
        }
        return true;
    }

    private void untilDone(Work work) throws Exception {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            LifeProcess living = life();
            living.tell(work + " 0");
            if (ended(work, answer(living))) {
                return;
            }
        }
        throw new AssertionError("the chain is left stopped at " + work);
    }

    private boolean ended(Work work, String answer) {
        String code = answer.split(" ", 3)[1];
        story.add(work + " " + answer);
        switch (code) {
            case "SUCCEEDED" -> {
                return true;
            }
            case "WINDOW_UNDECIDED",
                    "EARLIER_WINDOW_UNDECIDED",
                    "CHAIN_TO_BE_RECOVERED",
                    "UNEXPECTED",
                    "WINDOW_CONTAINED",
                    "FOREIGN_BLOCKS" -> throw new AssertionError("the chain is left stopped: " + answer);
            default -> {
                failures.merge(code, 1, Integer::sum);
                return false;
            }
        }
    }

    private static String answer(LifeProcess living) throws Exception {
        if (!living.saysSomethingWithin(HANGS)) {
            throw new AssertionError("the life hangs");
        }
        return living.line().orElseThrow(() -> new AssertionError("the life died by itself"));
    }

    private LifeProcess life() throws IOException {
        LifeProcess living = life;
        if (living == null) {
            living = LifeProcess.start(
                    LifeMain.class,
                    folder.resolve("errors.log"),
                    List.of(
                            data().toString(),
                            clouds.ends().tablestore(),
                            clouds.ends().maxCompute()));
            life = living;
        }
        return living;
    }

    private Path data() {
        return folder.resolve("data");
    }

    private void bury() throws InterruptedException {
        LifeProcess dead = life;
        life = null;
        if (dead != null) {
            dead.close();
        }
    }

    private void finish() throws InterruptedException {
        LifeProcess last = life;
        life = null;
        if (last != null && last.finish() != 0) {
            throw new AssertionError("the last life did not end well");
        }
    }

    private void count(List<String> written) throws Exception {
        try (Life after = new Life(data(), clouds.ends())) {
            LedgerView view = new LedgerView(new Transactions(after.database()));
            assertThat(view.chains()).extracting(ChainView::toBeRecovered).containsExactly(Optional.empty());
            assertThat(view.windows(Life.CHAIN, Integer.MAX_VALUE))
                    .extracting(WindowView::state)
                    .containsOnly(WindowState.COMMITTED);
        }
        assertThat(Account.of(written, clouds.side().rows(Clouds.COPY)))
                .isEqualTo(new Account(List.of(), List.of(), List.of(), List.of()));
    }

    private String errors() {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("errors.log"));
            return "log of the lives:\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()))
                    + "\nlog of the services:\n" + clouds.errors();
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }

    @Override
    public void close() throws Exception {
        bury();
        writer.close();
        clouds.close();
    }
}
