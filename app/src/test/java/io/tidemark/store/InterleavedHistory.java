package io.tidemark.store;

import io.tidemark.access.Actor;
import io.tidemark.attempt.Failure;
import io.tidemark.operator.Decision;
import io.tidemark.operator.DecisionRequest;
import io.tidemark.operator.LocalDesk;
import io.tidemark.operator.Preview;
import io.tidemark.operator.SourceHint;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.FakeStream;
import io.tidemark.sync.FakeTarget;
import io.tidemark.sync.Partition;
import io.tidemark.sync.Row;
import io.tidemark.sync.Samples;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** One chain over a stream to which anything may happen, and what has to have become of each record. */
final class InterleavedHistory {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** More would expire while it is said of the last ones that they have. */
    private static final int MOST_STOPS = 10;

    private final FreshDatabase database;
    private final MortalSync sync;
    private final boolean overwrite;
    private final ChainId chain;
    private final FakeStream stream;
    private final FakeTarget target = new FakeTarget(Samples.table());
    private final List<Done> done = new ArrayList<>();
    private final Set<String> written = new HashSet<>();
    private final Set<String> reportedLost = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private Duration behind = Duration.ZERO;
    private int shards;

    /** A window that has succeeded, and the rows that it had then. */
    private record Done(Window window, Partition partition, List<String> rows) {}

    InterleavedHistory(FreshDatabase database, MortalSync sync, boolean overwrite, long seed) {
        this.database = database;
        this.sync = sync;
        this.overwrite = overwrite;
        chain = new ChainId("seed-" + seed);
        stream = new FakeStream(seed);
        stream.passTo(now());
        stream.shard("s" + shards++);
        stream.shard("s" + shards++);
        Random random = new Random(seed);
        run(random, new Window(now().minus(Duration.ofHours(1)), now()));
    }

    private Instant now() {
        return sync.clock().instant();
    }

    void step(Random random) {
        int what = random.nextInt(100);
        if (what < 40) {
            write(random);
        } else if (what < 46) {
            behind = Duration.ofSeconds(random.nextInt(240));
        } else if (what < 54) {
            reshape(random);
        } else if (what < 66) {
            pass(MINUTE.multipliedBy(1 + random.nextInt(120)));
        } else if (what < 69) {
            pass(MINUTE.multipliedBy(60L * (6 + random.nextInt(24))));
        } else if (what < 73) {
            stream.forgetIterators();
            story.add("iterators forgotten");
        } else if (what < 88) {
            runNext(random);
        } else {
            runAgain(random);
        }
    }

    /** Everything that is left is read; each time that the chain stops before that, it goes on behind what was lost. */
    void end(Random random) {
        for (int tries = 0; tries < MOST_STOPS; tries++) {
            pass(MINUTE.multipliedBy(10));
            Optional<Failure> failure = run(random, new Window(head(), now()));
            if (failure.isEmpty()) {
                return;
            }
            lost(failure.get());
        }
        problems.add("the chain stops again and again, and what is left is never read");
    }

    private void pass(Duration time) {
        sync.pass(time);
        stream.passTo(now());
        story.add("it is " + now());
    }

    private void write(Random random) {
        List<String> open = stream.openShards();
        for (int i = random.nextInt(8); i >= 0; i--) {
            String id = Integer.toString(written.size());
            String shard = open.get(random.nextInt(open.size()));
            stream.add(shard, Samples.put(id, "x", now().minus(behind), written.size()));
            written.add(id);
            story.add(id + " in " + shard + " at " + now().minus(behind));
        }
    }

    private void reshape(Random random) {
        List<String> open = stream.openShards();
        if (open.size() > 1 && random.nextInt(2) == 0) {
            stream.shard("s" + shards++, open.get(0), open.get(1));
        } else {
            String parent = open.get(random.nextInt(open.size()));
            stream.shard("s" + shards++, parent);
            stream.shard("s" + shards++, parent);
        }
        story.add("shards " + stream.openShards());
    }

    /** The next window, mostly from the head on, up to now or earlier. */
    private Optional<Failure> runNext(Random random) {
        Instant head = head();
        Instant end = now().minusSeconds(random.nextInt(3) == 0 ? random.nextInt(600) : 0);
        Instant start = random.nextInt(4) == 0 ? head.plusSeconds(random.nextInt(30)) : head;
        if (!end.isAfter(start)) {
            return Optional.empty();
        }
        Optional<Failure> failure = run(random, new Window(start, end));
        failure.ifPresent(this::lost);
        return failure;
    }

    private Optional<Failure> run(Random random, Window window) {
        Partition partition = partition(done.size());
        Optional<Failure> failure = sync.untilSaid(stream, target, random, request(window, partition));
        story.add("window " + window + failure.map(said -> " " + said.code()).orElse(""));
        if (failure.isEmpty()) {
            done.add(new Done(window, partition, rows(partition)));
        }
        return failure;
    }

    /** Any that was run before: nothing changes, or nothing can be written. */
    private void runAgain(Random random) {
        Done again = done.get(random.nextInt(done.size()));
        int before = arrived().size();
        Optional<Failure> failure = sync.untilSaid(stream, target, random, request(again.window(), again.partition()));
        story.add("again " + again.window()
                + failure.map(said -> " " + said.code()).orElse(""));
        failure.filter(said -> !said.code().equals("RECORDS_EXPIRED") || !overwrite)
                .ifPresent(said -> problems.add("rerun of " + again.window() + ": " + said.sentence()));
        if (arrived().size() != before || (overwrite && !rows(again.partition()).equals(again.rows()))) {
            problems.add("the rerun of " + again.window() + " has changed rows");
        }
    }

    /** A chain stops before it goes on without records that have expired unread. */
    private void lost(Failure failure) {
        if (!failure.code().equals("RECORDS_EXPIRED")) {
            problems.add(failure.sentence());
            return;
        }
        Set<String> unread = new HashSet<>(stream.expired());
        unread.removeAll(arrived());
        LocalDesk desk = desk();
        DecisionRequest asked = new DecisionRequest(
                new Decision.AcceptLoss(chain, Optional.empty()), SourceHint.NONE, Actor.local("somebody"));
        Preview preview = desk.preview(asked);
        if (preview.seen().isEmpty()) {
            problems.add("the chain has stopped, and nothing is lost: " + failure.sentence());
            return;
        }
        desk.carryOut(asked, preview.seen().orElseThrow());
        reportedLost.addAll(unread);
        story.add("lost and reported " + unread);
    }

    /** What is not as it has to be. */
    List<String> problems() {
        Map<String, Integer> times = new HashMap<>();
        arrived().forEach(id -> times.merge(id, 1, Integer::sum));
        times.forEach((id, count) -> {
            if (count > 1) {
                problems.add(id + " is there " + count + " times");
            }
            if (reportedLost.contains(id)) {
                problems.add(id + " was said to be lost, and is there");
            }
        });
        written.stream()
                .filter(id -> !times.containsKey(id) && !reportedLost.contains(id))
                .forEach(id -> problems.add(id + " is lost, and nobody was told"));
        return problems;
    }

    int lostRecords() {
        return reportedLost.size();
    }

    int windows() {
        return done.size();
    }

    private List<String> arrived() {
        List<String> ids = new ArrayList<>();
        done.stream().map(Done::partition).distinct().forEach(partition -> ids.addAll(rows(partition)));
        return ids;
    }

    private List<String> rows(Partition partition) {
        return target.rows(partition).stream()
                .map((Row row) -> String.valueOf(row.value(0)))
                .sorted()
                .toList();
    }

    private Partition partition(int number) {
        return overwrite ? Partition.parse("ds=w" + number) : Samples.PARTITION;
    }

    private SyncRequest request(Window window, Partition partition) {
        SyncRequest like = Samples.request(window, overwrite, 0);
        SyncRequest.Target to = like.target();
        return new SyncRequest(
                chain,
                window,
                Duration.ZERO,
                like.source(),
                new SyncRequest.Target(
                        to.dataSource(),
                        to.table(),
                        false,
                        partition,
                        to.columns(),
                        overwrite,
                        to.emptyAsNull(),
                        to.compress()),
                like.mode(),
                like.speed(),
                like.errorLimit(),
                like.onGap(),
                like.again());
    }

    private ChainDetails chain() {
        return new LedgerView(database.transactions()).details(chain).orElseThrow();
    }

    private Instant head() {
        return chain().chain().head().orElseThrow();
    }

    private LocalDesk desk() {
        return TestDesks.desk(database.transactions(), sync.clock(), stream, stream);
    }

    @Override
    public String toString() {
        return String.join("\n", story);
    }
}
