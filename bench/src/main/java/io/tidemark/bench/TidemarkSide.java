package io.tidemark.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code tidemark run}, as it is shipped. */
final class TidemarkSide implements Side {
    @Override
    public String name() {
        return "tidemark";
    }

    @Override
    public Copied copy(Path folder, Services services, Copying copying, List<String> jvm)
            throws IOException, InterruptedException {
        Path script = Script.write(folder, services, copying.concurrent());
        MeasuredProcess ran = MeasuredProcess.run(
                folder,
                jvm,
                Main.class,
                List.of(
                        "run",
                        script.toString(),
                        "--json",
                        "--data",
                        folder.resolve("operator").toString(),
                        // A chain of its own, or it would rightly refuse to copy the same window twice.
                        "--task",
                        copying.partition(),
                        "-p",
                        "startTime=" + copying.start().toEpochMilli(),
                        "-p",
                        "endTime=" + copying.end().toEpochMilli(),
                        "-p",
                        "run=" + copying.partition()));
        JsonNode summary = new ObjectMapper().readTree(ran.out());
        return new Copied(
                summary.path("written").asLong(),
                summary.path("bytes").asLong(),
                summary.path("seconds").asDouble(),
                ran.usage());
    }
}
