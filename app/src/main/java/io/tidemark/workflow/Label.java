package io.tidemark.workflow;

import java.util.List;
import java.util.Optional;

/**
 * What people want to know about a workflow or a task; nothing follows from it.
 *
 * @param owner who is asked about it
 * @param tags words to find it by, each once
 */
public record Label(Optional<String> owner, Optional<String> description, List<String> tags) {
    public static final Label NONE = new Label(Optional.empty(), Optional.empty(), List.of());

    public Label {
        tags = tags.stream().distinct().toList();
    }
}
