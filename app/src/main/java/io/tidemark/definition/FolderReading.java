package io.tidemark.definition;

import io.tidemark.schedule.ParameterExpression;
import io.tidemark.schedule.ParameterSyntaxException;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.ScriptText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is read once while the workflows of a folder are read: scripts that several tasks share, expressions, cycles. Thread-safe.
 */
final class FolderReading {
    private final Texts texts;
    private final SampleCycles cycles;
    private final Map<Path, Read> scripts = new ConcurrentHashMap<>();
    private final Map<String, ParameterExpression> expressions = new ConcurrentHashMap<>();

    FolderReading(Texts texts, SampleCycles cycles) {
        this.texts = texts;
        this.cycles = cycles;
    }

    /**
     * A script, as far as it could be read.
     *
     * @param script as {@link SyncScript#draft}
     */
    record Script(Optional<ScriptText> text, Optional<SyncScript> script) {}

    private record Read(Script script, List<Problem> problems) {}

    SampleCycles cycles() {
        return cycles;
    }

    /**
     * As {@link ParameterExpression#parse}.
     *
     * @throws ParameterSyntaxException if the text is not of the language
     */
    ParameterExpression expression(String text) {
        return expressions.computeIfAbsent(text, ParameterExpression::parse);
    }

    boolean has(Path file) {
        return texts.has(file);
    }

    /** Empty if the file cannot be read, which is then a problem. */
    Optional<String> definition(Path file, Problems problems) {
        return texts.text(file, "YAML", problems);
    }

    Script script(Path file, Problems problems) {
        Read read = scripts.computeIfAbsent(file.normalize(), path -> {
            Problems own = new Problems();
            Optional<ScriptText> text = texts.text(file, "JSON", own).map(found -> new ScriptText(file, found));
            Optional<SyncScript> script = text.flatMap(found -> SyncScript.draft(found, own));
            return new Read(new Script(text, script), own.list());
        });
        read.problems().forEach(problems::add);
        return read.script();
    }
}
