package io.tidemark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every scenario with next to nothing to do, through the same code, so that none of them rots. */
final class ScenariosTest {
    /** So that the other JVMs start quickly; nothing is measured here. */
    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

    @TempDir
    private Path folder;

    @Test
    void bothSidesCopyEveryRowOnceAndAreCompared() throws Exception {
        String printed = play("peer", new Load(300, 2, 2, 0, 1, QUICK));

        assertThat(printed)
                .contains("300 rows, 2 shards")
                .containsPattern("1 +tidemark ")
                .containsPattern("1 +plain ")
                .containsPattern("ratio, rows per CPU second( +\\d+\\.\\d\\d){3}");
    }

    @Test
    void smallWindowsFollowEachOther() throws Exception {
        String printed = play("small-window", new Load(8, 1, 1, 1, 3, List.of()));

        assertThat(printed).contains("3 windows of 8 records").containsPattern("tidemark( +\\d+\\.\\d){4}");
    }

    @Test
    void definitionsAreCheckedAndSetAgainstTheFloor() throws Exception {
        String printed = play("validate", new Load(60, 1, 1, 0, 1, QUICK));

        assertThat(printed)
                .contains("60 workflows of 10 tasks")
                .containsPattern("1 +tidemark( +\\d+\\.\\d\\d){2}")
                .containsPattern("ratio, seconds( +\\d+\\.\\d\\d){3}");
    }

    @Test
    void aDayIsPlannedOnBothDatabases() throws Exception {
        String printed = play("planning", new Load(2, 1, 1, 0, 1, List.of()));

        assertThat(printed)
                .containsPattern("H2 +1 +[0-9,]+ +[0-9,]+")
                .containsPattern("POSTGRESQL +instances a second: [0-9,]+ /");
    }

    @Test
    void startsAreMeasuredOnBothDatabases() throws Exception {
        String printed = play("starts", new Load(60, 1, 8, 0, 1, List.of()));

        assertThat(printed)
                .containsPattern("H2 +warm +30 +50( +\\d+){4}")
                .containsPattern("POSTGRESQL +warm +30 +50( +\\d+){4}");
    }

    @Test
    void theCommandOffersWhatThereIs() {
        assertThat(Main.SCENARIOS).containsOnlyKeys("peer", "planning", "small-window", "starts", "validate", "window");
    }

    private String play(String scenario, Load load) throws Exception {
        StringWriter out = new StringWriter();
        Main.SCENARIOS.get(scenario).play(load, new Stage(folder, InstantSource.system(), new PrintWriter(out)));
        return out.toString();
    }
}
