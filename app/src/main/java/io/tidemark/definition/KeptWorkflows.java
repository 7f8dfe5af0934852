package io.tidemark.definition;

import io.tidemark.workflow.Difference;
import io.tidemark.workflow.KnownSecrets;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.Problem.Severity;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.Secret;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.Workflow;
import io.tidemark.workflow.WorkflowReader;
import io.tidemark.workflow.WorkflowText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads workflows from the texts that were kept of them. */
public enum KeptWorkflows implements WorkflowReader {
    INSTANCE;

    @Override
    public Workflow read(WorkflowText text) {
        Problems problems = new Problems();
        KeptTexts kept = new KeptTexts(text);
        WorkflowSource source =
                new WorkflowFile(kept.definition(), new WorkflowReading(kept, new FolderReading()), problems).read();
        problems.throwIfErrors();
        return source.workflow().orElseThrow();
    }

    @Override
    public List<Problem> mistakes(List<WorkflowText> together) {
        Problems problems = new Problems();
        Declarations declared = WorkflowFiles.declared(together, problems);
        declared.workflows().forEach(workflow -> workflow.syncTasks().forEach(task -> accounts(task, problems)));
        together.forEach(text -> secrets(text, problems));
        return problems.sorted().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList();
    }

    /** What is kept is shown to people, so it holds no key of an account. */
    private static void accounts(SyncTask task, Problems problems) {
        task.parameters().keySet().stream()
                .filter(Secret::isLikelyBehind)
                .forEach(name -> problems.error(
                        Place.wholeFile(task.script()
                                .file()
                                .resolveSibling(WorkflowFiles.FILE)
                                .toString()),
                        "the parameter `" + name + "` of the task `" + task.name()
                                + "` looks like a secret, and versions are kept and shown; " + WrittenOutSource.MOVE));
        SyncScript.draft(task.script(), new Problems())
                .ifPresent(script -> WrittenOutSource.keysIn(script.document())
                        .forEach(key -> problems.error(
                                key.place(),
                                "`" + key.key() + "` is written out in the script, and versions are kept and shown; "
                                        + WrittenOutSource.MOVE)));
    }

    /** Wherever it stands, in a comment for example. */
    private static void secrets(WorkflowText text, Problems problems) {
        KeptTexts kept = new KeptTexts(text);
        secrets(kept.definition(), text.definition(), problems);
        text.scripts().forEach((name, script) -> secrets(kept.definition().resolveSibling(name), script, problems));
    }

    private static void secrets(Path file, String text, Problems problems) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int line = i + 1;
            KnownSecrets.firstIn(lines.get(i))
                    .ifPresent(at -> problems.error(
                            new Place(file.toString(), line, at + 1),
                            "a key of an account stands here, and versions are kept and shown; take it out"));
        }
    }

    @Override
    public List<Difference> differences(WorkflowText before, WorkflowText after) {
        List<Difference> differences =
                new ArrayList<>(DocumentDifference.between(WorkflowFiles.FILE, definition(before), definition(after)));
        SortedSet<String> scripts = new TreeSet<>(before.scripts().keySet());
        scripts.addAll(after.scripts().keySet());
        for (String script : scripts) {
            Optional<Located> old = script(before, script);
            Optional<Located> now = script(after, script);
            if (old.isPresent() && now.isPresent()) {
                differences.addAll(DocumentDifference.between(script, old, now));
            } else {
                differences.add(new Difference(script, "", old.map(there -> ""), now.map(there -> "")));
            }
        }
        return differences;
    }

    private static Optional<Located> definition(WorkflowText text) {
        return LocatedFile.yaml(new KeptTexts(text).definition(), text.definition(), new Problems());
    }

    private static Optional<Located> script(WorkflowText text, String name) {
        return Optional.ofNullable(text.scripts().get(name))
                .flatMap(script -> LocatedFile.json(Path.of(name), script, new Problems()));
    }
}
