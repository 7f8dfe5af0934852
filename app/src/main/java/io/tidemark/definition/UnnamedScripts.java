package io.tidemark.definition;

import io.tidemark.workflow.Problems;
import io.tidemark.workflow.ScriptText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the sync scripts of a folder that no task names, and checks them as far as that goes without parameters. */
final class UnnamedScripts {
    private static final Pattern FILE_NAME = Pattern.compile("[^\\s/\\\\\"',\\[\\]{}]+\\.json");

    private final Problems problems;
    private final Set<Path> named;
    private final Set<String> perhapsNamed = new HashSet<>();
    private final List<Path> unread;

    /**
     * A check of one folder.
     *
     * @param workflows what was read of it
     */
    UnnamedScripts(List<WorkflowSource> workflows, Problems problems) {
        this.problems = problems;
        this.named = workflows.stream()
                .flatMap(workflow -> workflow.tasks().values().stream())
                .flatMap(task -> task.script().stream())
                .collect(Collectors.toSet());
        this.unread = workflows.stream()
                .filter(workflow -> workflow.text().isEmpty())
                .map(workflow -> workflow.file().resolveSibling(""))
                .toList();
        workflows.stream().filter(workflow -> workflow.workflow().isEmpty()).forEach(workflow -> {
            // With a mistake in the file it may name more than could be read.
            Matcher name = FILE_NAME.matcher(workflow.text());
            while (name.find()) {
                perhapsNamed.add(name.group());
            }
        });
    }

    /** The scripts among some files that no task names; what is wrong with each is a problem. */
    List<ScriptText> among(List<Path> files) {
        List<Path> others = files.stream().filter(file -> !named.contains(file)).toList();
        if (others.isEmpty()) {
            return List.of();
        }
        Set<Path> real = named.stream().map(UnnamedScripts::real).collect(Collectors.toSet());
        return others.stream()
                .filter(file -> !real.contains(real(file)))
                .flatMap(file -> script(file).stream())
                .toList();
    }

    private Optional<ScriptText> script(Path file) {
        return FileTexts.INSTANCE
                .text(file, "JSON", new Problems())
                .filter(ScriptShape::isPossible)
                .map(text -> new ScriptText(file, text))
                .filter(this::isScript);
    }

    private boolean isScript(ScriptText script) {
        Problems own = new Problems();
        Optional<Located> document = LocatedFile.json(script.file(), script.text(), own);
        if (!document.map(ScriptShape::isScript).orElseGet(() -> ScriptShape.isMeant(script.text()))) {
            return false;
        }
        SyncScript.draft(script, problems);
        document.filter(found -> !mayBeNamed(script.file()))
                .ifPresent(
                        found -> problems.warning(
                                found.place(),
                                "no task names this script, so no schedule runs it; name it as the `script` of a task, or move it elsewhere"));
        return true;
    }

    private boolean mayBeNamed(Path script) {
        return perhapsNamed.contains(String.valueOf(script.getFileName()))
                || unread.stream().anyMatch(script::startsWith);
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }
}
