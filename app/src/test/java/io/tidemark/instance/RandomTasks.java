package io.tidemark.instance;

import io.tidemark.definition.CronSchedules;
import io.tidemark.instance.UpstreamsModel.Kind;
import io.tidemark.instance.UpstreamsModel.Known;
import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.CyclePlanner;
import io.tidemark.workflow.Dependency;
import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.Validity;
import io.tidemark.workflow.Workflow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Declarations by chance: tasks of all frequencies that wait for each other in all ways, on days with and without a clock change. */
public final class RandomTasks {
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
    record Day(ZoneId zone, LocalDate date) {
        static Day of(String zone, String date) {
            return new Day(ZoneId.of(zone), LocalDate.parse(date));
        }
    }

    static final List<Day> DAYS = List.of(
            Day.of("Asia/Shanghai", "2026-03-01"),
            Day.of("Europe/Berlin", "2026-03-29"),
            Day.of("Europe/Berlin", "2026-10-25"),
            Day.of("America/New_York", "2026-03-08"),
            Day.of("America/New_York", "2026-11-01"),
            Day.of("Australia/Lord_Howe", "2026-04-05"),
            Day.of("Australia/Lord_Howe", "2026-10-04"),
            Day.of("America/Scoresbysund", "2026-03-28"));

    private static final Map<List<Object>, List<ZonedDateTime>> CYCLES = new ConcurrentHashMap<>();

    private final Day day;
    private final List<Known> tasks;

    private RandomTasks(Day day, List<Known> tasks) {
        this.day = day;
        this.tasks = List.copyOf(tasks);
    }

    /** The same seed gives the same declarations. */
    public static RandomTasks of(long seed) {
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
        return new RandomTasks(day, tasks);
    }

    Day day() {
        return day;
    }

    List<Known> tasks() {
        return tasks;
    }

    /** The beginning of the day that the declarations are about. */
    public Instant begin() {
        return day.date().atStartOfDay(day.zone()).toInstant();
    }

    /** One for each task, of its name. */
    public List<Workflow> workflows() {
        return tasks.stream().map(known -> known.task().workflow()).toList();
    }

    /** All instances in {@code (after, until]} and what each waits for, by the model. At most three days later than {@link #begin}. */
    public Map<InstanceId, List<InstanceId>> upstreams(Instant after, Instant until) {
        UpstreamsModel model = new UpstreamsModel(tasks);
        Map<InstanceId, List<InstanceId>> all = new LinkedHashMap<>();
        for (Known task : tasks) {
            for (ZonedDateTime time : task.cycles()) {
                if (time.toInstant().isAfter(after) && !time.toInstant().isAfter(until)) {
                    all.put(task.instance(time), model.of(task, time));
                }
            }
        }
        return all;
    }

    static List<String> schedules(Kind kind) {
        return SCHEDULES.getOrDefault(kind, List.of());
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

    static DeclaredTask task(String name, ZoneId zone, String schedule) {
        return DeclaredTask.of(name, zone.getId(), schedule);
    }

    static Known known(DeclaredTask task, Kind kind, Day day) {
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
