package io.tidemark.crash;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Does in one process what all kinds of lives do, so that the JVM gets to know their classes: {@code FOLDER}. */
final class FirstLife {
    private FirstLife() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty("sun.net.http.retryPost", "false");
        Commands commands = new Commands(Path.of(arguments[0]));
        Path folder = commands.folder();
        try (Clouds clouds = new Clouds(0, 2);
                Writer writer = new Writer(clouds.client, 0)) {
            writer.write(20);
            writer.written();
            Scripts.dataSources(folder, clouds.ends());
            Path script = Scripts.script(folder.resolve("first.json"), Clouds.COPY, Work.Mode.OVERWRITE);
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            commands.here(
                    "run",
                    script.toString(),
                    "--task",
                    "first",
                    "-p",
                    "startTime=" + now.minusSeconds(60).toEpochMilli(),
                    "-p",
                    "endTime=" + now.toEpochMilli(),
                    "-p",
                    "ds=all");
            String copy = folder.resolve("copy.zip").toString();
            commands.here("backup", copy);
            commands.here("restore", copy, "--yes");
            commands.here("checkpoints", "recover", "first", "--yes");
            commands.here("checkpoints", "move", "first", "second", "--yes");
            commands.here(
                    "checkpoints",
                    "rewind",
                    "second",
                    "--to",
                    now.minusSeconds(60).toString(),
                    "--yes");
        }
    }
}
