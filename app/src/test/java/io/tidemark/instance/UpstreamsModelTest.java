package io.tidemark.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.CronSchedules;
import io.tidemark.instance.RandomTasks.Day;
import io.tidemark.instance.UpstreamsModel.Kind;
import io.tidemark.instance.UpstreamsModel.Known;
import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.CycleCalendars;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Upstreams against a model of all pairs of frequencies, on days with and without a clock change. */
class UpstreamsModelTest {
    private static final int SEEDS = Integer.getInteger("tidemark.seeds", 150);

    private static final CycleCalendars CALENDARS = new CycleCalendars(new CronSchedules());

    static Stream<Arguments> pairs() {
        return Stream.of(Kind.values())
                .flatMap(own -> Stream.of(Kind.values())
                        .flatMap(upstream -> RandomTasks.DAYS.stream().map(day -> Arguments.of(own, upstream, day))));
    }

    /** Each day has a quarter of all schedules that there are for the two, so that each two meet on some days. */
    @ParameterizedTest(name = "{0} <- {1} around {2}")
    @MethodSource("pairs")
    void everyPair(Kind own, Kind upstream, Day day) {
        for (String schedule : RandomTasks.schedules(own)) {
            for (String other : RandomTasks.schedules(upstream)) {
                int number = RandomTasks.schedules(own).indexOf(schedule)
                        + RandomTasks.schedules(upstream).indexOf(other);
                if ((number + RandomTasks.DAYS.indexOf(day)) % 4 == 0) {
                    Stream.of(false, true)
                            .forEach(ownInTurn -> Stream.of(false, true).forEach(upstreamInTurn -> {
                                DeclaredTask up = RandomTasks.task("up", day.zone(), other)
                                        .inTurn(upstreamInTurn);
                                DeclaredTask task = RandomTasks.task("task", day.zone(), schedule)
                                        .after(up)
                                        .afterPrevious(up)
                                        .inTurn(ownInTurn);
                                Known known = RandomTasks.known(task, own, day);
                                compare(
                                        day.date(),
                                        List.of(RandomTasks.known(up, upstream, day), known),
                                        List.of(known));
                            }));
                }
            }
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void manyTasksAgreeWithTheModelAndNeverWaitForEachOther(long seed) {
        RandomTasks tasks = RandomTasks.of(seed);
        Map<InstanceId, List<InstanceId>> graph = compare(tasks.day().date(), tasks.tasks(), tasks.tasks());

        assertThat(loop(graph)).as("instances that wait for each other").isEmpty();
    }

    /** Compares all cycles that some of the tasks have around a date, and returns what they wait for. */
    private static Map<InstanceId, List<InstanceId>> compare(LocalDate date, List<Known> tasks, List<Known> compared) {
        UpstreamsModel model = new UpstreamsModel(tasks);
        Upstreams upstreams = new Upstreams(
                tasks.stream().map(known -> known.task().workflow()).toList(), CALENDARS);
        Map<InstanceId, List<InstanceId>> graph = new LinkedHashMap<>();
        for (Known task : compared) {
            for (int offset = -1; offset <= 1; offset++) {
                for (ZonedDateTime time : task.on(date.plusDays(offset))) {
                    List<InstanceId> found = upstreams.of(task.task().id(), new Cycle(time));
                    if (!found.equals(model.of(task, time))) {
                        assertThat(found)
                                .as(
                                        "%s of %s",
                                        task.instance(time),
                                        tasks.stream().map(Known::task).toList())
                                .isEqualTo(model.of(task, time));
                    }
                    graph.put(task.instance(time), found);
                }
            }
        }
        return graph;
    }

    /** The instances that are left when those that wait for nothing, or only for such, are taken away again and again. */
    private static Set<InstanceId> loop(Map<InstanceId, List<InstanceId>> graph) {
        Map<InstanceId, Integer> open = new HashMap<>();
        Map<InstanceId, List<InstanceId>> downstreams = new HashMap<>();
        Deque<InstanceId> free = new ArrayDeque<>();
        graph.forEach((id, upstreams) -> {
            List<InstanceId> known =
                    upstreams.stream().filter(graph::containsKey).toList();
            open.put(id, known.size());
            known.forEach(upstream -> downstreams
                    .computeIfAbsent(upstream, of -> new ArrayList<>())
                    .add(id));
            if (known.isEmpty()) {
                free.add(id);
            }
        });
        Set<InstanceId> left = new HashSet<>(graph.keySet());
        while (!free.isEmpty()) {
            InstanceId id = free.remove();
            left.remove(id);
            downstreams.getOrDefault(id, List.of()).forEach(next -> {
                if (open.merge(next, -1, Integer::sum) == 0) {
                    free.add(next);
                }
            });
        }
        return left;
    }
}
