package io.tidemark.definition;

import io.tidemark.workflow.Problem;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.ScriptText;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The texts of one workflow while it is read; a script that several of its tasks name is read once. What was read goes with
 * this, since the scripts of a folder fill much memory. Not thread-safe.
 */
final class WorkflowReading {
    private final Texts texts;
    private final FolderReading folder;
    private final Map<Path, Read> scripts = new HashMap<>();

    WorkflowReading(Texts texts, FolderReading folder) {
        this.texts = texts;
        this.folder = folder;
    }

    /**
     * A script, as far as it could be read.
     *
     * @param script as {@link SyncScript#draft}
     */
    record Script(Optional<ScriptText> text, Optional<SyncScript> script) {}

    private record Read(Script script, List<Problem> problems) {}

    /** What it has in common with the other workflows. */
    FolderReading folder() {
        return folder;
    }

    boolean has(Path file) {
        return texts.has(file);
    }

    /** Empty if the file cannot be read, which is then a problem. */
    Optional<String> definition(Path file, Problems problems) {
        return texts.text(file, "YAML", problems);
    }

    Script script(Path file, Problems problems) {
        Read read = scripts.computeIfAbsent(file, this::read);
        read.problems().forEach(problems::add);
        return read.script();
    }

    private Read read(Path file) {
        Problems own = new Problems();
        Optional<ScriptText> text = texts.text(file, "JSON", own).map(found -> new ScriptText(file, found));
        Optional<SyncScript> script = text.flatMap(found -> SyncScript.draft(found, own));
        return new Read(new Script(text, script), own.list());
    }
}
