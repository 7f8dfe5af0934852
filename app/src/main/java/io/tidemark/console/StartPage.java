package io.tidemark.console;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.tidemark.access.Permission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code GET /}: what is true now, and the latest cycles. */
final class StartPage {
    private static final Duration LATELY = Duration.ofHours(1);

    private final LatestCycles cycles;
    private final InstantSource clock;
    private final ConsoleSettings settings;
    private final Pages pages;

    StartPage(LatestCycles cycles, InstantSource clock, ConsoleSettings settings, Pages pages) {
        this.cycles = cycles;
        this.clock = clock;
        this.settings = settings;
        this.pages = pages;
    }

    /**
     * What the template shows.
     *
     * @param refresh seconds until the page loads itself again; 0 for never
     */
    record View(Headline headline, List<Tally> tallies, List<CycleRow> rows, long refresh, Bar.View bar) {}

    /**
     * A part of the bar under the headline.
     *
     * @param start of 1000, where the part begins
     * @param width of 1000
     */
    record Tally(Mark mark, int count, double start, double width) {}

    void mount(GuardedRoutes routes) {
        routes.page(HandlerType.GET, "/", Permission.LOOK, this::show);
    }

    private void show(Context context) {
        Instant now = clock.instant();
        Map<Mark, Integer> lately = cycles.dueSince(now.minus(LATELY));
        View view = new View(
                Headline.of(cycles.needSomebody(), lately),
                tallies(lately),
                cycles.latest(settings.cycles()).stream()
                        .map(line -> CycleRow.of(line, now))
                        .toList(),
                settings.refresh().toSeconds(),
                Bar.of(context, "cycles"));
        pages.show(context, "start", view);
    }

    private static List<Tally> tallies(Map<Mark, Integer> counts) {
        double all = counts.values().stream().mapToInt(Integer::intValue).sum();
        double[] end = {0};
        return Stream.of(Mark.values())
                .filter(mark -> counts.getOrDefault(mark, 0) > 0)
                .map(mark -> {
                    double width = counts.getOrDefault(mark, 0) * 1000 / all;
                    double start = end[0];
                    end[0] += width;
                    return new Tally(mark, counts.getOrDefault(mark, 0), start, width);
                })
                .toList();
    }
}
