package io.tidemark.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.attempt.Counts;
import io.tidemark.attempt.DirtyRecord;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.Outcome;
import io.tidemark.attempt.StatusLine;
import io.tidemark.control.DirtyJson;
import io.tidemark.sync.SyncReport;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.Window;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The end of a bare run, for people and for scripts.
 *
 * @param dirty the first rows that were left out
 * @param begun false if it was stopped while it waited for its window
 */
record RunSummary(SyncReport report, List<DirtyRecord> dirty, boolean begun, Duration took, ZoneId zone) {
    RunSummary(SyncReport report, List<DirtyRecord> dirty, Duration took, ZoneId zone) {
        this(report, dirty, true, took, zone);
    }

    /** Of a run that was stopped before it did anything. */
    static RunSummary notBegun(SyncRequest request, Duration waited, ZoneId zone) {
        SyncReport report = new SyncReport(new Outcome.Cancelled(Counts.NONE), request.window(), List.of());
        return new RunSummary(report, List.of(), false, waited, zone);
    }

    /** As the contract has it; one line. */
    String json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        Counts counts = report.outcome().counts();
        json.put("state", report.outcome() instanceof Outcome.Succeeded ? "succeeded" : "failed");
        json.put("read", counts.read());
        json.put("written", committed());
        json.put("dirty", counts.dirty());
        json.put("skipped", counts.skipped());
        json.put("deletes", counts.deletes());
        json.put("late", counts.late());
        json.put("bytes", counts.bytes());
        json.put("seconds", took.toMillis() / 1000.0);
        ObjectNode window = json.putObject("window");
        window.put(
                "start", report.window().start().atZone(zone).toOffsetDateTime().toString());
        window.put("end", report.window().end().atZone(zone).toOffsetDateTime().toString());
        json.put("session", String.join(",", report.sessions()));
        if (!dirty.isEmpty()) {
            DirtyJson.write(json.putArray("dirtyRecords"), dirty);
        }
        failure().ifPresent(failure -> {
            ObjectNode node = json.putObject("failure");
            node.put("kind", failure.kind().name());
            node.put("code", failure.code());
            node.put("message", failure.message());
            node.put("advice", failure.advice());
        });
        try {
            return new ObjectMapper().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always prints", e);
        }
    }

    /** A few lines for a person. */
    String text() {
        Counts counts = report.outcome().counts();
        Window window = report.window();
        StringBuilder text = new StringBuilder();
        if (report.outcome() instanceof Outcome.Succeeded succeeded) {
            text.append("succeeded  ").append(succeeded.note()).append('\n');
        }
        double seconds = took.toMillis() / 1000.0;
        text.append(String.format(
                Locale.ROOT,
                "window     %s to %s%n",
                window.start().atZone(zone).toOffsetDateTime(),
                window.end().atZone(zone).toOffsetDateTime()));
        text.append(String.format(
                Locale.ROOT,
                "read       %,d records, %s%nwritten    %,d rows%s%ndirty      %,d records%n",
                counts.read(),
                StatusLine.bytes(counts.bytes()),
                committed(),
                handedOver(),
                counts.dirty()));
        if (counts.skipped() > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "no row     %,d row deletes, %,d changes of none of the columns%n",
                    counts.deletes(),
                    counts.skipped() - counts.deletes()));
        }
        if (counts.late() > 0) {
            text.append(
                    String.format(Locale.ROOT, "late       %,d records are older than the window%n", counts.late()));
        }
        text.append(String.format(
                Locale.ROOT, "took       %.1f s, %,.0f rows/s", seconds, counts.read() / Math.max(0.001, seconds)));
        if (!report.sessions().isEmpty()) {
            text.append("\nsession    ").append(String.join(", ", report.sessions()));
        }
        return text.toString();
    }

    /** Rows that are known to be in the target by this run. */
    private long committed() {
        return report.outcome() instanceof Outcome.Succeeded succeeded
                ? succeeded.counts().written()
                : 0;
    }

    private String handedOver() {
        long rows = report.outcome().counts().written();
        if (rows == 0 || report.outcome() instanceof Outcome.Succeeded) {
            return "";
        }
        return String.format(Locale.ROOT, " (%,d handed over, none known to be committed)", rows);
    }

    Optional<Failure> failure() {
        Outcome outcome = report.outcome();
        if (outcome instanceof Outcome.Failed failed) {
            return Optional.of(failed.failure());
        }
        if (outcome instanceof Outcome.Undecided undecided) {
            return Optional.of(undecided.failure());
        }
        if (!begun) {
            return Optional.of(Failure.user(
                    "INTERRUPTED",
                    "The run was interrupted while it waited.",
                    "Nothing had begun; run the same window when you like."));
        }
        if (outcome instanceof Outcome.Cancelled) {
            return Optional.of(Failure.user(
                    "INTERRUPTED", "The run was interrupted.", "Nothing was committed; run the same window again."));
        }
        return Optional.empty();
    }
}
