package io.tidemark.bench;

import com.aliyun.odps.OdpsException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Many windows of a few records, one after the other, with the operator already running: what a window costs that has nothing
 * to do. The plain copy takes the same windows in the same JVM.
 */
final class SmallWindowScenario implements Scenario {
    private static final String TIDEMARK = "tidemark";
    private static final String PLAIN = "plain";

    @Override
    public Load usual() {
        return new Load(8, 1, 1, 20, 200, List.of());
    }

    @Override
    public void play(Load load, Stage stage) throws IOException, InterruptedException, OdpsException {
        Path folder = stage.folder();
        try (Sandbox sandbox = Sandbox.start(folder);
                SourceTable source = SourceTable.create(sandbox.services(), load.shards(), stage.clock());
                OpenOperator operator = new OpenOperator(folder.resolve("operator"), stage.clock())) {
            TargetTable target = TargetTable.create(sandbox.services());
            Path script = Script.write(folder, sandbox.services(), load.concurrent());
            PlainCopy plain = new PlainCopy(sandbox.services());
            List<Double> tidemarkMillis = new ArrayList<>();
            List<Double> plainMillis = new ArrayList<>();
            int windows = load.uncounted() + load.rounds();
            Instant start = source.boundary();
            for (int window = 0; window < windows; window++) {
                source.write(window * load.rows(), load.rows());
                Instant end = source.boundary();
                long begun = System.nanoTime();
                operator.run(script, new Copying(start, end, TIDEMARK, load.concurrent()));
                long between = System.nanoTime();
                plain.copy(new Copying(start, end, PLAIN, load.concurrent()));
                long ended = System.nanoTime();
                if (window >= load.uncounted()) {
                    tidemarkMillis.add((between - begun) / 1e6);
                    plainMillis.add((ended - between) / 1e6);
                }
                start = end;
            }
            target.requireEachOnce(TIDEMARK, windows * load.rows());
            target.requireEachOnce(PLAIN, windows * load.rows());
            stage.out()
                    .printf(
                            Locale.ROOT,
                            "%d windows of %d records, %d shards; milliseconds a window%n"
                                    + "               min  median     p99     max%n",
                            load.rounds(),
                            load.rows(),
                            load.shards());
            print(stage, TIDEMARK, new Spread(tidemarkMillis));
            print(stage, PLAIN, new Spread(plainMillis));
        }
    }

    private static void print(Stage stage, String side, Spread millis) {
        stage.out()
                .printf(
                        Locale.ROOT,
                        "%-10s%8.1f%8.1f%8.1f%8.1f%n",
                        side,
                        millis.least(),
                        millis.median(),
                        millis.atOrBelow(0.99),
                        millis.most());
        stage.out().flush();
    }
}
