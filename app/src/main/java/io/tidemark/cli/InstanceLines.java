package io.tidemark.cli;

import io.tidemark.attempt.DirtyRecord;
import io.tidemark.instance.InstanceId;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Upstream;
import io.tidemark.store.InstanceDetails;
import io.tidemark.store.InstanceDetails.AttemptView;
import io.tidemark.store.InstanceStep;
import io.tidemark.store.InstanceView;
import java.util.ArrayList;
import java.util.List;

/** An instance for people, one fact a line. */
record InstanceLines(InstanceDetails details) {
    /** Nobody reads more neighbours. */
    private static final int MOST_NAMED = 20;

    List<String> lines() {
        InstanceView view = details.instance();
        List<String> lines = new ArrayList<>();
        lines.add("instance   " + id());
        lines.add("state      " + view.state());
        lines.add("why        " + view.reason());
        lines.add("version    " + id().task().workflow() + "@" + view.workflowVersion() + ", " + details.work()
                + ", priority " + details.priority());
        lines.add("due        " + id().timeText(view.due()));
        details.parameters().forEach((name, value) -> lines.add("parameter  " + name + " = " + value));
        neighbours(lines, "runs after", details.upstreams());
        neighbours(lines, "before    ", details.downstreams());
        details.window()
                .ifPresent(window -> lines.add("window     " + window.id() + " of chain " + window.chain() + ", "
                        + window.window() + ", " + window.state() + ", "
                        + window.counts().written() + " rows in " + window.target()));
        details.attempts().forEach(attempt -> attempt(lines, attempt));
        dirty(lines, details.dirty());
        details.life().forEach(step -> lines.add(text(step)));
        return lines.stream().map(line -> line.replaceAll("\\p{Cntrl}+", " ")).toList();
    }

    private InstanceId id() {
        return details.instance().id();
    }

    private static void neighbours(List<String> lines, String what, List<Upstream> neighbours) {
        neighbours.stream()
                .limit(MOST_NAMED)
                .forEach(neighbour -> lines.add(what + " " + neighbour.id() + "  "
                        + neighbour.state().map(InstanceState::name).orElse("not planned yet")));
        if (neighbours.size() > MOST_NAMED) {
            lines.add(what + " " + (neighbours.size() - MOST_NAMED) + " more");
        }
    }

    private static void dirty(List<String> lines, List<DirtyRecord> dirty) {
        dirty.stream().limit(MOST_NAMED).forEach(record -> lines.add("dirty      " + record));
        if (dirty.size() > MOST_NAMED) {
            lines.add("dirty      " + (dirty.size() - MOST_NAMED) + " more are kept, which --json prints");
        }
    }

    private void attempt(List<String> lines, AttemptView attempt) {
        StringBuilder line = new StringBuilder("attempt    ")
                .append(attempt.number())
                .append("  ")
                .append(attempt.state());
        attempt.started()
                .ifPresentOrElse(
                        at -> line.append("  from ").append(id().timeText(at)),
                        () -> line.append("  queued ").append(id().timeText(attempt.queued())));
        attempt.ended().ifPresent(at -> line.append(" to ").append(id().timeText(at)));
        attempt.node().ifPresent(node -> line.append(" on ").append(node));
        line.append("  ")
                .append(attempt.counts().read())
                .append(" read, ")
                .append(attempt.counts().written())
                .append(" written, ")
                .append(attempt.counts().dirty())
                .append(" dirty");
        if (attempt.counts().skipped() > 0) {
            line.append(", ").append(attempt.counts().skipped()).append(" without a row");
        }
        if (attempt.counts().late() > 0) {
            line.append(", ").append(attempt.counts().late()).append(" late");
        }
        lines.add(line.toString());
        attempt.note().ifPresent(note -> lines.add("           " + note));
        attempt.failure()
                .ifPresent(failure ->
                        lines.add("           " + failure.kind() + " " + failure.code() + ": " + failure.sentence()));
    }

    private String text(InstanceStep step) {
        return "life       " + id().timeText(step.at()) + "  " + step.from() + " -> " + step.to() + "  " + step.event()
                + "  by " + step.who() + ": " + step.why();
    }
}
