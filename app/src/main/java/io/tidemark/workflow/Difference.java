package io.tidemark.workflow;

import java.util.Optional;

/**
 * One value that two versions of a workflow do not have in common.
 *
 * @param file in which it stands, as seen from the workflow's folder
 * @param path to the value: {@code tasks.changes.retry.times}; empty for the whole file
 * @param before absent if it was added
 * @param after absent if it was removed
 */
public record Difference(String file, String path, Optional<String> before, Optional<String> after) {
    @Override
    public String toString() {
        String where = path.isEmpty() ? file : file + ": " + path;
        if (before.isEmpty()) {
            return where + " is new"
                    + after.filter(text -> !text.isEmpty())
                            .map(text -> ": " + text)
                            .orElse("");
        }
        if (after.isEmpty()) {
            return where + " is gone"
                    + before.filter(text -> !text.isEmpty())
                            .map(text -> ", it was " + text)
                            .orElse("");
        }
        return where + ": " + before.get() + " -> " + after.get();
    }
}
