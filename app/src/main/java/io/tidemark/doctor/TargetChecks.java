package io.tidemark.doctor;

import io.tidemark.attempt.FailureException;
import io.tidemark.sync.BlockWriter;
import io.tidemark.sync.Partition;
import io.tidemark.sync.Row;
import io.tidemark.sync.SessionStatus;
import io.tidemark.sync.UploadSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Tries what the protocol takes for granted of the target, each in a partition of its own. */
final class TargetChecks {
    private final ScratchTarget target;
    private final Patience patience;
    private final InstantSource clock;
    private final List<UploadSession> committed = new ArrayList<>();
    private Instant firstCommit = Instant.EPOCH;

    TargetChecks(ScratchTarget target, Patience patience, InstantSource clock) {
        this.target = target;
        this.patience = patience;
        this.clock = clock;
    }

    /** What asks the sessions of all others comes last. */
    Map<Assumption, Supplier<Finding>> inOrder() {
        Map<Assumption, Supplier<Finding>> checks = new LinkedHashMap<>();
        checks.put(Assumption.COMMIT_SHOWS_ALL, this::commitShowsAll);
        checks.put(Assumption.RECOMMIT_ADDS_NOTHING, this::recommitAddsNothing);
        checks.put(Assumption.BLOCK_REPLACES, this::blockReplaces);
        checks.put(Assumption.OVERWRITE_REPLACES, this::overwriteReplaces);
        checks.put(Assumption.EMPTY_OVERWRITE, this::emptyOverwrite);
        checks.put(Assumption.UNKNOWN_SESSION, this::unknownSession);
        checks.put(Assumption.CLOSED_AFTER_COMMIT, this::closedAfterCommit);
        return checks;
    }

    private Finding commitShowsAll() {
        Partition partition = partition("commit");
        UploadSession session = target.sink().create(partition, false);
        write(session, 0, 3);
        write(session, 1, 2);
        long before = target.sink().rowCount(partition);
        commit(session, List.of(0L, 1L));
        long after = target.sink().rowCount(partition);
        return Finding.seen(
                Assumption.COMMIT_SHOWS_ALL,
                before == 0 && after == 5,
                "Of 5 rows in 2 blocks, " + before + " were there before the commit and " + after + " after it.");
    }

    private Finding recommitAddsNothing() {
        Partition partition = partition("recommit");
        UploadSession session = appended(partition, 3);
        ScratchTarget.Answer answer = target.commit(partition, session.id());
        long rows = target.sink().rowCount(partition);
        return Finding.seen(
                Assumption.RECOMMIT_ADDS_NOTHING,
                rows == 3,
                "The second commit was " + (answer.accepted() ? "accepted" : "refused") + " (" + answer.text()
                        + "); of 3 rows the partition holds " + rows + ".");
    }

    private Finding blockReplaces() {
        Partition partition = partition("block");
        UploadSession session = target.sink().create(partition, false);
        write(session, 0, 5);
        write(session, 0, 2);
        commit(session, List.of(0L));
        long rows = target.sink().rowCount(partition);
        return Finding.seen(
                Assumption.BLOCK_REPLACES,
                rows == 2,
                "A block of 5 rows was written again with 2; the partition holds " + rows + ".");
    }

    private Finding overwriteReplaces() {
        Partition partition = partition("overwrite");
        appended(partition, 3);
        UploadSession session = target.sink().create(partition, true);
        write(session, 0, 2);
        long before = target.sink().rowCount(partition);
        commit(session, List.of(0L));
        long after = target.sink().rowCount(partition);
        return Finding.seen(
                Assumption.OVERWRITE_REPLACES,
                before == 3 && after == 2,
                "3 rows were overwritten with 2; " + before + " were there before the commit and " + after
                        + " after it.");
    }

    private Finding emptyOverwrite() {
        Partition partition = partition("empty");
        appended(partition, 3);
        commit(target.sink().create(partition, true), List.of());
        long rows = target.sink().rowCount(partition);
        return Finding.seen(
                Assumption.EMPTY_OVERWRITE,
                rows == 0,
                "3 rows were overwritten with nothing; the partition holds " + rows + ".");
    }

    private Finding unknownSession() {
        Partition partition = partition("unknown");
        String other = other(target.sink().create(partition, false).id());
        ScratchTarget.Answer answer = target.ask(partition, other);
        boolean notFound;
        try {
            notFound = target.sink().find(partition, other).view().status() == SessionStatus.NOT_FOUND;
        } catch (FailureException e) {
            refused(e);
            notFound = false;
        }
        return Finding.seen(
                Assumption.UNKNOWN_SESSION,
                notFound,
                "An id that nobody was given is answered with " + answer.text() + ".");
    }

    /** An id of the same form, with its last figures turned. */
    private static String other(String id) {
        int kept = Math.max(0, id.length() - 6);
        StringBuilder other = new StringBuilder(id.substring(0, kept));
        id.substring(kept)
                .chars()
                .forEach(c -> other.append(Character.isDigit(c) ? (char) ('9' - (c - '0')) : c == 'a' ? 'b' : 'a'));
        return other.toString();
    }

    private Finding closedAfterCommit() {
        if (committed.isEmpty()) {
            return Finding.unseen(Assumption.CLOSED_AFTER_COMMIT, "No commit has ended.");
        }
        Optional<String> otherwise = committed.stream()
                .map(TargetChecks::status)
                .filter(status -> !status.equals(SessionStatus.CLOSED.name()))
                .findFirst();
        long seconds = Duration.between(firstCommit, clock.instant()).toSeconds();
        String asked =
                committed.size() + " sessions were asked, the first of them " + seconds + " s after its commit; ";
        return Finding.seen(
                Assumption.CLOSED_AFTER_COMMIT,
                otherwise.isEmpty(),
                asked + otherwise.map(status -> "one says " + status + ".").orElse("all say CLOSED."));
    }

    /** What a session says, or that it is not told any more. */
    private static String status(UploadSession session) {
        try {
            return session.view().status().name();
        } catch (FailureException e) {
            return refused(e).failure().message();
        }
    }

    /** A no about one session is an answer; anything else that goes wrong is not. */
    private static FailureException refused(FailureException thrown) {
        if (!thrown.failure().code().equals("TARGET_REFUSED")) {
            throw thrown;
        }
        return thrown;
    }

    private Partition partition(String name) {
        Partition partition = new Partition(Map.of("ds", name));
        target.sink().ensurePartition(partition);
        return partition;
    }

    private UploadSession appended(Partition partition, int rows) {
        UploadSession session = target.sink().create(partition, false);
        write(session, 0, rows);
        commit(session, List.of(0L));
        return session;
    }

    private static void write(UploadSession session, long block, int rows) {
        BlockWriter writer = session.openBlock(block);
        boolean finished = false;
        try {
            for (long row = 0; row < rows; row++) {
                writer.write(new Row(new Object[] {row}));
            }
            writer.finish();
            finished = true;
        } finally {
            if (!finished) {
                writer.abort();
            }
        }
    }

    /** Commits, and waits for an end that the answer did not tell. */
    private void commit(UploadSession session, List<Long> blocks) {
        try {
            session.commit(blocks);
        } catch (FailureException e) {
            if (!e.failure().code().equals("TARGET_BUSY")
                    || !patience.until(() -> session.view().status() == SessionStatus.CLOSED)) {
                throw e;
            }
        }
        if (committed.isEmpty()) {
            firstCommit = clock.instant();
        }
        committed.add(session);
    }
}
