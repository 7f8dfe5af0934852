package io.tidemark.definition;

import io.tidemark.workflow.Problem;
import io.tidemark.workflow.Problems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is read once while the workflows of a folder are read: scripts that several tasks share, cycles. Thread-safe. */
final class FolderReading {
    private final Map<Path, Read> scripts = new ConcurrentHashMap<>();
    private final SampleCycles cycles = new SampleCycles();

    private record Read(Optional<SyncScript> script, java.util.List<Problem> problems) {}

    SampleCycles cycles() {
        return cycles;
    }

    /** As {@link SyncScript#draft}. */
    Optional<SyncScript> script(Path file, Problems problems) {
        Read read = scripts.computeIfAbsent(file.normalize(), path -> {
            Problems own = new Problems();
            Optional<SyncScript> script = SyncScript.draft(file, own);
            return new Read(script, own.list());
        });
        read.problems().forEach(problems::add);
        return read.script();
    }
}
