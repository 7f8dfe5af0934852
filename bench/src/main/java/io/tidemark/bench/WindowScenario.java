package io.tidemark.bench;

import com.aliyun.odps.OdpsException;
import io.tidemark.bench.Side.Copied;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * One large window, end to end. The table is filled once; each side then copies all of it, in turn, so that noise meets both.
 */
final class WindowScenario implements Scenario {
    private final List<Side> sides;

    /** Sides to compare; ratios are the first one's to the second one's. */
    WindowScenario(List<Side> sides) {
        this.sides = List.copyOf(sides);
    }

    @Override
    public Load usual() {
        return new Load(1_000_000, 8, 2, 1, 5, List.of("-Xmx256m"));
    }

    @Override
    public void play(Load load, Stage stage) throws IOException, InterruptedException, OdpsException {
        Path folder = stage.folder();
        PrintWriter out = stage.out();
        try (Sandbox sandbox = Sandbox.start(folder);
                SourceTable source = SourceTable.create(sandbox.services(), load.shards(), stage.clock())) {
            TargetTable target = TargetTable.create(sandbox.services());
            Instant start = source.boundary();
            source.write(0, load.rows());
            Instant end = source.boundary();

            out.printf(
                    Locale.ROOT,
                    "%,d rows, %d shards, %d at once, %s%n",
                    load.rows(),
                    load.shards(),
                    load.concurrent(),
                    String.join(" ", load.jvm()));
            out.println(
                    "round side        seconds     rows/s  cpu s  of it empty   rows/cpu s  MB read  MB heap   MB rss"
                            + "  sandbox cpu s");
            Map<String, List<Run>> counted = new TreeMap<>();
            for (int round = 1 - load.uncounted(); round <= load.rounds(); round++) {
                for (Side side : sides) {
                    String partition = side.name() + "-" + round;
                    Copied empty = side.copy(
                            folder,
                            sandbox.services(),
                            new Copying(end, source.boundary(), partition + "-empty", load.concurrent()),
                            load.jvm());
                    requireWritten(0, empty, side);
                    Duration before = sandbox.cpu();
                    Copied full = side.copy(
                            folder,
                            sandbox.services(),
                            new Copying(start, end, partition, load.concurrent()),
                            load.jvm());
                    Run run = new Run(full, empty, sandbox.cpu().minus(before));
                    requireWritten(load.rows(), full, side);
                    target.requireEachOnce(partition, load.rows());
                    target.drop(partition);
                    target.drop(partition + "-empty");
                    print(out, round, side, run);
                    if (round > 0) {
                        counted.computeIfAbsent(side.name(), name -> new ArrayList<>())
                                .add(run);
                    }
                }
            }
            summarise(out, counted);
        }
    }

    /**
     * One measurement of one side.
     *
     * @param empty the same without records, a moment before: what starting and compiling a process costs
     * @param sandbox processor time that the sandbox used for the full one
     */
    private record Run(Copied full, Copied empty, Duration sandbox) {
        double rowsPerSecond() {
            return full.written() / full.seconds();
        }

        double rowsPerCpuSecond() {
            return full.written() / seconds(full.usage().cpu());
        }

        double rowsPerFurtherCpuSecond() {
            return full.written()
                    / Math.max(
                            0.01, seconds(full.usage().cpu().minus(empty.usage().cpu())));
        }
    }

    private static void requireWritten(int rows, Copied copied, Side side) {
        if (copied.written() != rows) {
            throw new IllegalStateException(side.name() + " wrote " + copied.written() + " of " + rows + " rows.");
        }
    }

    private static void print(PrintWriter out, int round, Side side, Run run) {
        Usage usage = run.full().usage();
        out.printf(
                Locale.ROOT,
                "%-6s%-10s%9.2f%11.0f%7.2f%13.2f%13.0f%9s%9s%9s%15.2f%n",
                round > 0 ? round : "warm",
                side.name(),
                run.full().seconds(),
                run.rowsPerSecond(),
                seconds(usage.cpu()),
                seconds(run.empty().usage().cpu()),
                run.rowsPerCpuSecond(),
                megabytes(run.full().bytes()),
                megabytes(usage.heap()),
                megabytes(usage.resident()),
                seconds(run.sandbox()));
        out.flush();
    }

    private void summarise(PrintWriter out, Map<String, List<Run>> counted) {
        out.println();
        out.println("                                                      min      median         max");
        Map<String, ToDoubleFunction<Run>> figures = new LinkedHashMap<>();
        figures.put("rows per CPU second", Run::rowsPerCpuSecond);
        figures.put("rows per CPU second beyond empty", Run::rowsPerFurtherCpuSecond);
        figures.put("rows per second", Run::rowsPerSecond);
        figures.forEach((name, figure) -> {
            for (Side side : sides) {
                line(out, side.name() + ", " + name, "%,12.0f", figures(counted, side, figure));
            }
            if (sides.size() == 2) {
                line(out, "ratio, " + name, "%12.2f", ratios(counted, figure));
            }
        });
        out.flush();
    }

    private static List<Double> figures(Map<String, List<Run>> counted, Side side, ToDoubleFunction<Run> figure) {
        return counted.getOrDefault(side.name(), List.of()).stream()
                .map(figure::applyAsDouble)
                .toList();
    }

    /** Of the first side to the second, round by round. */
    private List<Double> ratios(Map<String, List<Run>> counted, ToDoubleFunction<Run> figure) {
        List<Double> first = figures(counted, sides.get(0), figure);
        List<Double> second = figures(counted, sides.get(1), figure);
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < first.size(); round++) {
            ratios.add(first.get(round) / second.get(round));
        }
        return ratios;
    }

    private static void line(PrintWriter out, String name, String format, List<Double> figures) {
        Spread spread = new Spread(figures);
        out.printf(
                Locale.ROOT,
                "%-45s" + format + format + format + "%n",
                name,
                spread.least(),
                spread.median(),
                spread.most());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static String megabytes(long bytes) {
        return bytes == 0 ? "-" : String.valueOf(bytes >> 20);
    }
}
