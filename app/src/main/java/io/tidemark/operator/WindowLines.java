package io.tidemark.operator;

import io.tidemark.attempt.Counts;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.store.WindowDetails;
import io.tidemark.store.WindowView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A window for people, one fact a line. */
public final class WindowLines {
    private WindowLines() {}

    public static List<String> of(WindowDetails details) {
        WindowView view = details.window();
        Counts counts = view.counts();
        List<String> lines = new ArrayList<>();
        lines.add("window     " + view.id() + " of chain " + view.chain());
        lines.add("from       " + view.window().start()
                + (details.requestedStart().equals(view.window().start())
                        ? ""
                        : "  (" + details.requestedStart() + " was asked for; what lay before it was not left out)"));
        lines.add("to         " + view.window().end());
        lines.add("state      " + view.state() + ", round " + view.round());
        lines.add("target     " + view.target() + (view.overwrite() ? ", replaced" : ", appended to"));
        lines.add("counts     " + counts.read() + " read, " + counts.written() + " written, " + counts.dirty()
                + " dirty, " + counts.skipped() + " without a row, of which " + counts.deletes() + " row deletes, "
                + counts.late() + " late, " + counts.bytes() + " bytes");
        details.filterFrom()
                .map(Instant::toString)
                .ifPresent(from -> lines.add("filtered   what is earlier than " + from));
        lines.add("claimed    " + view.claimedAt() + " by " + view.claimedBy());
        details.prepared().ifPresent(at -> lines.add("prepared   " + at));
        view.committed().ifPresent(commit -> lines.add("committed  " + commit.at() + " by " + commit.by()));
        details.sessions()
                .forEach(session -> lines.add("session    round " + session.round() + "  "
                        + session.session() + "  "
                        + (session.partition().isWholeTable() ? "whole table" : session.partition()) + "  "
                        + session.blocks() + " blocks  " + session.state()));
        view.evidence().ifPresent(evidence -> lines.add("evidence   " + evidence));
        return lines;
    }

    /** That there is no such window. */
    static FailureException unknown(long id) {
        return Failure.user(
                        "WINDOW_UNKNOWN",
                        "There is no window with the id " + id + ".",
                        "`tidemark windows list` shows those that there are.")
                .asException();
    }
}
