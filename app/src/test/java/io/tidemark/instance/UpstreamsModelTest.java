package io.tidemark.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.CronSchedules;
import io.tidemark.instance.UpstreamsModel.Kind;
import io.tidemark.instance.UpstreamsModel.Known;
import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.CycleCalendars;
import io.tidemark.schedule.CyclePlanner;
import io.tidemark.workflow.Dependency;
import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.Validity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Upstreams against a model of all pairs of frequencies, on days with and without a clock change. */
class UpstreamsModelTest {
    private static final int SEEDS = Integer.getInteger("tidemark.seeds", 150);

    private static final Map<Kind, List<String>> SCHEDULES = Map.of(
            Kind.MINUTE,
            List.of(
                    "every 10M",
                    "every 15M",
                    "every 45M",
                    "00 7/20 * * * ?",
                    "00 */20 8-18 * * ?",
                    "00 0,30 1,2,3 * * ?",
                    "00 */30 * ? * 1-5"),
            Kind.HOUR,
            List.of(
                    "every 1H",
                    "every 90M",
                    "every 6H",
                    "00 15 * * * ?",
                    "00 30 1,13 * * ?",
                    "00 0 6,18 * * ?",
                    "00 0 0,12 * * ?",
                    "00 30 1-3 * * ?",
                    "00 45 2,4,23 * * ?",
                    "00 0 */4 ? * 2-6"),
            Kind.DAY,
            List.of(
                    "every 24H",
                    "00 10 0 * * ?",
                    "00 30 2 * * ?",
                    "00 30 23 * * ?",
                    "00 0 5 ? * 1-5",
                    "00 0 3 ? * 1",
                    "00 0 1 L * ?",
                    "00 20 4 1 * ?"));

    /** A zone and a day in it. */
    private record Day(ZoneId zone, LocalDate date) {
        static Day of(String zone, String date) {
            return new Day(ZoneId.of(zone), LocalDate.parse(date));
        }
    }

    private static final List<Day> DAYS = List.of(
            Day.of("Asia/Shanghai", "2026-03-01"),
            Day.of("Europe/Berlin", "2026-03-29"),
            Day.of("Europe/Berlin", "2026-10-25"),
            Day.of("America/New_York", "2026-03-08"),
            Day.of("America/New_York", "2026-11-01"),
            Day.of("Australia/Lord_Howe", "2026-04-05"),
            Day.of("Australia/Lord_Howe", "2026-10-04"),
            Day.of("America/Scoresbysund", "2026-03-28"));

    private static final CycleCalendars CALENDARS = new CycleCalendars(new CronSchedules());
    private static final Map<List<Object>, List<ZonedDateTime>> CYCLES = new ConcurrentHashMap<>();

    static Stream<Arguments> pairs() {
        return Stream.of(Kind.values())
                .flatMap(own -> Stream.of(Kind.values())
                        .flatMap(upstream -> DAYS.stream().map(day -> Arguments.of(own, upstream, day))));
    }

    /** Each day has a quarter of all schedules that there are for the two, so that each two meet on some days. */
    @ParameterizedTest(name = "{0} <- {1} around {2}")
    @MethodSource("pairs")
    void everyPair(Kind own, Kind upstream, Day day) {
        for (String schedule : schedules(own)) {
            for (String other : schedules(upstream)) {
                int number =
                        schedules(own).indexOf(schedule) + schedules(upstream).indexOf(other);
                if ((number + DAYS.indexOf(day)) % 4 == 0) {
                    Stream.of(false, true)
                            .forEach(ownInTurn -> Stream.of(false, true).forEach(upstreamInTurn -> {
                                DeclaredTask up = task("up", day.zone(), other).inTurn(upstreamInTurn);
                                DeclaredTask task = task("task", day.zone(), schedule)
                                        .after(up)
                                        .afterPrevious(up)
                                        .inTurn(ownInTurn);
                                Known known = known(task, own, day);
                                compare(day.date(), List.of(known(up, upstream, day), known), List.of(known));
                            }));
                }
            }
        }
    }

    private static List<String> schedules(Kind kind) {
        return SCHEDULES.getOrDefault(kind, List.of());
    }

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void manyTasksAgreeWithTheModelAndNeverWaitForEachOther(long seed) {
        Random random = new Random(seed);
        Day day = one(DAYS, random);
        boolean oneZone = random.nextInt(4) > 0;
        List<Known> tasks = new ArrayList<>();
        int count = 3 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            Kind kind = one(List.of(Kind.values()), random);
            ZoneId zone = oneZone ? day.zone() : one(DAYS, random).zone();
            DeclaredTask task =
                    task("t" + i, zone, one(schedules(kind), random)).inTurn(random.nextInt(3) == 0);
            for (Known earlier : tasks) {
                task = random.nextInt(3) == 0 ? task.after(earlier.task()) : task;
            }
            for (int other = 0; other < count; other++) {
                DeclaredTask named = task("t" + other, zone, "every 1H");
                task = other != i && random.nextInt(4) == 0 ? task.afterPrevious(named) : task;
            }
            task = random.nextInt(4) == 0 ? task.with(new Dependency.PreviousCycleOfDownstream()) : task;
            task = random.nextInt(4) == 0 ? task.valid(validity(day.date(), random)) : task;
            tasks.add(known(task, kind, day));
        }
        Map<InstanceId, List<InstanceId>> graph = compare(day.date(), tasks, tasks);

        assertThat(loop(graph)).as("instances that wait for each other").isEmpty();
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static Validity validity(LocalDate date, Random random) {
        LocalDate edge = date.plusDays(random.nextInt(5) - 2);
        return random.nextBoolean()
                ? new Validity(Optional.of(edge), Optional.empty())
                : new Validity(Optional.empty(), Optional.of(edge));
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

    private static DeclaredTask task(String name, ZoneId zone, String schedule) {
        return DeclaredTask.of(name, zone.getId(), schedule);
    }

    private static Known known(DeclaredTask task, Kind kind, Day day) {
        return Known.of(
                task,
                kind,
                CYCLES.computeIfAbsent(
                        List.of(task.schedule(), task.zone(), day.date()),
                        key -> cycles(task.schedule(), task.zone(), day.date(), kind == Kind.DAY ? 70 : 10)));
    }

    private static List<ZonedDateTime> cycles(ScheduleText schedule, ZoneId zone, LocalDate date, int daysBack) {
        Instant begin = date.minusDays(daysBack).atStartOfDay(zone).toInstant();
        Instant end = date.plusDays(4).atStartOfDay(zone).toInstant();
        return CyclePlanner.cycles(
                        new CronSchedules().schedule(schedule, zone), begin.minusNanos(1), end, Integer.MAX_VALUE)
                .stream()
                .map(Cycle::time)
                .toList();
    }
}
