package io.tidemark.definition;

import io.tidemark.definition.TriedTask.Point;
import io.tidemark.sync.Window;
import io.tidemark.workflow.GapPolicy;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problems;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** Looks at the windows of consecutive cycles: whether each begins where the one before ended, and soon enough. Used once. */
final class WindowCheck {
    private final TriedTask tried;
    private final Place place;
    private final Problems problems;
    private boolean overlap;
    private boolean gap;

    /**
     * A check of one task.
     *
     * @param place what to point at: the task's parameters
     */
    WindowCheck(TriedTask tried, Place place, Problems problems) {
        this.tried = tried;
        this.place = place;
        this.problems = problems;
    }

    /** Names the first pair of windows that overlap, and the first that leave something out. */
    void contiguity() {
        for (List<Point> row : tried.rows()) {
            for (int i = 1; i < row.size(); i++) {
                pair(row.get(i - 1), row.get(i));
            }
        }
    }

    private void pair(Point earlier, Point later) {
        Window before = earlier.window();
        Window after = later.window();
        if (!overlap && after.start().isBefore(before.end()) && !isOverTheJump(before, later)) {
            overlap = true;
            problems.error(
                    place,
                    cycles(earlier, later) + " overlap: " + before + " and " + after
                            + "; let each window begin where the one before ends");
        } else if (!gap && after.start().isAfter(before.end())) {
            gap = true;
            left(cycles(earlier, later) + " leave out " + text(Duration.between(before.end(), after.start()))
                    + ", from " + before.end() + " to " + after.start());
        }
    }

    /** Counted back over an hour that the clocks left out: the operator begins it behind the one before. */
    private static boolean isOverTheJump(Window before, Point later) {
        Window window = later.window();
        ZoneId zone = later.cycle().cycle().time().getZone();
        return window.start().plus(window.jump(zone)).equals(before.end());
    }

    private static String cycles(Point earlier, Point later) {
        return "the windows of the cycles " + earlier.display() + " and " + later.display();
    }

    private void left(String what) {
        switch (tried.onGap()) {
            case EXTEND ->
                problems.warning(
                        place,
                        what
                                + "; with `onGap: extend` the later window begins where the earlier ended, so write it so");
            case ACCEPT -> problems.warning(place, what + "; with `onGap: accept` those changes are never read");
            case FAIL ->
                problems.error(
                        place, what + "; with `onGap: fail` the later fails; let it begin where the earlier ends");
        }
    }

    /** Names the first change that may have expired before a cycle reads it. */
    void retention(Duration retention, String whose) {
        for (List<Point> row : tried.rows()) {
            for (int i = 0; i < row.size(); i++) {
                Duration waits = waits(row.get(i), i == 0 ? row.get(0) : row.get(i - 1));
                if (waits.compareTo(retention) >= 0) {
                    problems.error(
                            place,
                            "the cycle " + row.get(i).display() + " reads changes of up to " + text(waits)
                                    + " before it, and " + whose + " keeps them for " + text(retention)
                                    + "; run more often, or begin the window later");
                    return;
                }
            }
        }
    }

    /** How long the oldest change of a cycle's window has been there. */
    private Duration waits(Point point, Point before) {
        Window window = point.window();
        boolean extended =
                tried.onGap() == GapPolicy.EXTEND && before.window().end().isBefore(window.start());
        return Duration.between(
                extended ? before.window().end() : window.start(), point.cycle().instant());
    }

    /** As people write it: {@code 27d 23h 55m}. */
    private static String text(Duration duration) {
        String text = part(duration.toDays(), "d")
                + part(duration.toHoursPart(), "h")
                + part(duration.toMinutesPart(), "m")
                + part(duration.toSecondsPart(), "s");
        return text.isEmpty() ? "0s" : text.strip();
    }

    private static String part(long count, String unit) {
        return count == 0 ? "" : " " + count + unit;
    }
}
