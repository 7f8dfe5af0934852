package io.tidemark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A workflow whose only task comes at midnight, so that nothing of it runs during a test. */
final class IdleWorkflow {
    private IdleWorkflow() {}

    static void submit(LiveWorld world) throws Exception {
        world.run("submit", write(world).toString(), "-m", "for the test", "--yes")
                .ok();
    }

    /** Returns the folder of workflows. */
    static Path write(LiveWorld world) throws IOException {
        Path flow = Files.createDirectories(world.folder.resolve("workflows/idle"));
        Files.writeString(flow.resolve("readings.json"), LiveWorld.script(false));
        Files.writeString(flow.resolve("workflow.yaml"), """
                workflow: idle
                schedule: "00 00 00 * * ?"
                onGap: accept
                tasks:
                  readings:
                    script: readings.json
                    parameters: { start: "$[yyyymmddhh24miss-10/24/60]", end: "$[yyyymmddhh24miss-5/24/60]" }
                """);
        return flow.getParent();
    }
}
