package io.tidemark.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** {@code tidemark validate} on a large team's folder, from the start of the process to its end, and in turn the floor. */
final class ValidateScenario implements Scenario {
    /** One side's process. */
    private record Run(double seconds, Usage usage) {
        double cpu() {
            return usage.cpu().toMillis() / 1000.0;
        }
    }

    /** Its rows are workflows; the JVM's options are those that the launcher gives to this command. */
    @Override
    public Load usual() {
        return new Load(1000, 1, 1, 1, 5, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseParallelGC"));
    }

    @Override
    public void play(Load load, Stage stage) throws IOException, InterruptedException {
        Path folder = stage.folder().resolve("workflows");
        PrintWriter out = stage.out();
        int doubts = ManyWorkflows.write(folder, load.rows());
        out.printf(
                Locale.ROOT,
                "%,d workflows of %d tasks, each with a script of its own, %s%n",
                load.rows(),
                ManyWorkflows.TASKS,
                String.join(" ", load.jvm()));
        out.println("round side        seconds  cpu s  MB heap");
        List<Run> tidemark = new ArrayList<>();
        List<Run> floor = new ArrayList<>();
        for (int round = 1 - load.uncounted(); round <= load.rounds(); round++) {
            Run validate = run(stage, load, io.tidemark.Main.class, List.of("validate", folder.toString()), doubts);
            Run reading = run(stage, load, PlainReading.class, List.of(folder.toString()), 1);
            print(out, round, "tidemark", validate);
            print(out, round, "floor", reading);
            if (round > 0) {
                tidemark.add(validate);
                floor.add(reading);
            }
        }
        out.println();
        out.println("                          min  median     max");
        line(out, "tidemark, seconds", tidemark, Run::seconds);
        line(out, "floor, seconds", floor, Run::seconds);
        line(out, "ratio, seconds", ratios(tidemark, floor, Run::seconds));
        line(out, "ratio, CPU seconds", ratios(tidemark, floor, Run::cpu));
        out.flush();
    }

    /**
     * Runs one side.
     *
     * @param lines how many it has to print, or it has not looked at everything
     */
    private static Run run(Stage stage, Load load, Class<?> main, List<String> arguments, int lines)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        MeasuredProcess ran = MeasuredProcess.run(stage.folder(), load.jvm(), main, arguments);
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (ran.out().lines().count() != lines) {
            throw new IllegalStateException(
                    main.getName() + " printed something else than " + lines + " lines:\n" + ran.out());
        }
        return new Run(seconds, ran.usage());
    }

    private static void print(PrintWriter out, int round, String side, Run run) {
        out.printf(
                Locale.ROOT,
                "%-6s%-10s%9.2f%7.2f%9d%n",
                round > 0 ? round : "warm",
                side,
                run.seconds(),
                run.cpu(),
                run.usage().heap() >> 20);
        out.flush();
    }

    private static List<Double> ratios(List<Run> tidemark, List<Run> floor, ToDoubleFunction<Run> figure) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < tidemark.size(); round++) {
            ratios.add(figure.applyAsDouble(tidemark.get(round)) / figure.applyAsDouble(floor.get(round)));
        }
        return ratios;
    }

    private static void line(PrintWriter out, String name, List<Run> runs, ToDoubleFunction<Run> figure) {
        line(out, name, runs.stream().map(figure::applyAsDouble).toList());
    }

    private static void line(PrintWriter out, String name, List<Double> figures) {
        Spread spread = new Spread(figures);
        out.printf(Locale.ROOT, "%-21s%8.2f%8.2f%8.2f%n", name, spread.least(), spread.median(), spread.most());
    }
}
