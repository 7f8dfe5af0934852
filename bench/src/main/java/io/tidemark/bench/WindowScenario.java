package io.tidemark.bench;

import com.aliyun.odps.OdpsException;
import io.tidemark.bench.Side.Copied;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * One large window, end to end. The table is filled once; each side then copies all of it, in turn, so that noise meets both. A
 * first round is not counted: the sandbox still compiles itself.
 */
final class WindowScenario implements Scenario {
    private final List<Side> sides;

    /** Sides to compare; ratios are the first one's to the second one's. */
    WindowScenario(List<Side> sides) {
        this.sides = List.copyOf(sides);
    }

    @Override
    public Load usual() {
        return new Load(1_000_000, 8, 2, 5, List.of("-Xmx256m"));
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
                    "round side        seconds     rows/s   cpu s   rows/cpu s  MB read  MB heap   MB rss  sandbox cpu s");
            Map<String, List<Copied>> counted = new TreeMap<>();
            for (int round = 0; round <= load.rounds(); round++) {
                for (Side side : sides) {
                    String partition = side.name() + "-" + round;
                    Duration before = sandbox.cpu();
                    Copied copied = side.copy(
                            folder,
                            sandbox.services(),
                            new Copying(start, end, partition, load.concurrent()),
                            load.jvm());
                    Duration used = sandbox.cpu().minus(before);
                    if (copied.written() != load.rows()) {
                        throw new IllegalStateException(
                                side.name() + " wrote " + copied.written() + " of " + load.rows() + " rows.");
                    }
                    target.requireEachOnce(partition, load.rows());
                    target.drop(partition);
                    print(out, round, side, copied, used);
                    if (round > 0) {
                        counted.computeIfAbsent(side.name(), name -> new ArrayList<>())
                                .add(copied);
                    }
                }
            }
            summarise(out, counted);
        }
    }

    private static void print(PrintWriter out, int round, Side side, Copied copied, Duration sandbox) {
        Usage usage = copied.usage();
        out.printf(
                Locale.ROOT,
                "%-6s%-10s%9.2f%11.0f%8.2f%13.0f%9s%9s%9s%15.2f%n",
                round == 0 ? "warm" : round,
                side.name(),
                copied.seconds(),
                copied.rowsPerSecond(),
                seconds(usage.cpu()),
                copied.rowsPerCpuSecond(),
                megabytes(copied.bytes()),
                megabytes(usage.heap()),
                megabytes(usage.resident()),
                seconds(sandbox));
        out.flush();
    }

    private void summarise(PrintWriter out, Map<String, List<Copied>> counted) {
        out.println();
        out.println("                                      min      median         max");
        for (Side side : sides) {
            List<Copied> runs = counted.getOrDefault(side.name(), List.of());
            line(out, side.name() + ", rows per CPU second", "%,12.0f", runs, Copied::rowsPerCpuSecond);
            line(out, side.name() + ", rows per second", "%,12.0f", runs, Copied::rowsPerSecond);
        }
        if (sides.size() == 2) {
            ratio(out, "ratio of rows per CPU second", counted, Copied::rowsPerCpuSecond);
            ratio(out, "ratio of rows per second", counted, Copied::rowsPerSecond);
        }
        out.flush();
    }

    private void ratio(
            PrintWriter out, String name, Map<String, List<Copied>> counted, ToDoubleFunction<Copied> figure) {
        List<Copied> first = counted.getOrDefault(sides.get(0).name(), List.of());
        List<Copied> second = counted.getOrDefault(sides.get(1).name(), List.of());
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < first.size(); round++) {
            ratios.add(figure.applyAsDouble(first.get(round)) / figure.applyAsDouble(second.get(round)));
        }
        line(out, name, "%12.2f", new Spread(ratios));
    }

    private static void line(
            PrintWriter out, String name, String format, List<Copied> runs, ToDoubleFunction<Copied> figure) {
        line(
                out,
                name,
                format,
                new Spread(runs.stream().map(figure::applyAsDouble).toList()));
    }

    private static void line(PrintWriter out, String name, String format, Spread spread) {
        out.printf(
                Locale.ROOT,
                "%-29s" + format + format + format + "%n",
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
