package io.tidemark.console;

import io.tidemark.attempt.AttemptState;
import io.tidemark.attempt.Counts;
import io.tidemark.instance.InstanceState;
import io.tidemark.store.InstanceDetails;
import io.tidemark.store.InstanceView;
import io.tidemark.store.LogLine;
import io.tidemark.store.LogPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An instance that goes on as a test says. Pages of its log have two lines at most. Thread-safe. */
final class ScriptedInstance {
    private static final Instant AT = Instant.parse("2026-11-22T02:05:00Z");
    private static final int LINES = 2;

    private final Map<Integer, List<LogLine>> lines = new TreeMap<>();
    private InstanceState state = InstanceState.WAITING;
    private boolean attemptEnded;
    private long read;

    synchronized ScriptedInstance is(InstanceState now) {
        state = now;
        return this;
    }

    /** Another attempt begins. */
    synchronized ScriptedInstance attempt() {
        lines.put(lines.size() + 1, new ArrayList<>());
        attemptEnded = false;
        return is(InstanceState.RUNNING);
    }

    synchronized ScriptedInstance says(String text) {
        List<LogLine> said = lines.get(lines.size());
        said.add(new LogLine(said.size() + 1, AT, LogLine.Level.INFO, text));
        return this;
    }

    synchronized ScriptedInstance reads(long records) {
        read += records;
        return this;
    }

    synchronized ScriptedInstance attemptEnds(InstanceState then) {
        attemptEnded = true;
        return is(then);
    }

    synchronized InstanceDetails details() {
        InstanceView view = new InstanceView(
                CannedInstances.ID,
                3,
                state,
                AT,
                Optional.empty(),
                Optional.empty(),
                lines.size(),
                "",
                new Counts(read, 0, 0, 0, 0, 0, 0),
                Optional.empty());
        return new InstanceDetails(
                view,
                CannedInstances.DETAILS.work(),
                1,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    synchronized LogPage log(int attempt, int after) {
        List<LogLine> said =
                lines.get(attempt).stream().filter(line -> line.seq() > after).toList();
        boolean ended = attempt < lines.size() || attemptEnded;
        return new LogPage(
                attempt,
                ended ? AttemptState.SUCCEEDED : AttemptState.RUNNING,
                said.subList(0, Math.min(LINES, said.size())),
                said.size() > LINES);
    }
}
