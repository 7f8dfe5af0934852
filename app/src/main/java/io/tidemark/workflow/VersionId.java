package io.tidemark.workflow;

/**
 * One version of a workflow: {@code earthquakes@3}.
 *
 * @param number 1 or more, counted up for each workflow
 */
public record VersionId(String workflow, int number) {
    public VersionId {
        TaskId.requireName(workflow);
        if (number < 1) {
            throw new IllegalArgumentException("versions count from 1");
        }
    }

    /**
     * Reads {@link #toString} back.
     *
     * @throws IllegalArgumentException with a sentence, if it is not of that form
     */
    public static VersionId parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0 || !text.substring(at + 1).matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("`" + text + "` is not a version; write it as workflow@3");
        }
        return new VersionId(text.substring(0, at), Integer.parseInt(text.substring(at + 1)));
    }

    @Override
    public String toString() {
        return workflow + "@" + number;
    }
}
