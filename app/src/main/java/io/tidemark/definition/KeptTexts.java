package io.tidemark.definition;

import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.WorkflowText;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The texts of one workflow, as if they stood in a folder of its name. */
final class KeptTexts implements Texts {
    private final Path folder;
    private final Map<Path, String> texts = new HashMap<>();

    KeptTexts(WorkflowText workflow) {
        folder = Path.of(workflow.name());
        texts.put(definition().normalize(), workflow.definition());
        workflow.scripts()
                .forEach((name, text) -> texts.put(folder.resolve(name).normalize(), text));
    }

    Path definition() {
        return folder.resolve(WorkflowFiles.FILE);
    }

    @Override
    public boolean has(Path file) {
        return texts.containsKey(file.normalize());
    }

    @Override
    public Optional<String> text(Path file, String format, Problems problems) {
        Optional<String> text = Optional.ofNullable(texts.get(file.normalize()));
        if (text.isEmpty()) {
            problems.error(Place.wholeFile(file.toString()), "the file is not part of this version; submit it again");
        }
        return text;
    }
}
