package io.tidemark.workflow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A workflow as it was written: all that it takes to read it again elsewhere, but for the data sources, which are not its own.
 *
 * @param name as its definition says
 * @param definition the text of its workflow.yaml
 * @param scripts the paths of its sync scripts, as seen from workflow.yaml and with slashes, to their texts
 */
public record WorkflowText(String name, String definition, SortedMap<String, String> scripts) {
    public WorkflowText {
        TaskId.requireName(name);
        scripts = Collections.unmodifiableSortedMap(new TreeMap<>(scripts));
    }

    /** The SHA-256 of everything in it, in hexadecimal digits: the same for the same texts. */
    public String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, name);
            add(digest, definition);
            for (Map.Entry<String, String> script : scripts.entrySet()) {
                add(digest, script.getKey());
                add(digest, script.getValue());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** With its length before it, so that no two lists of texts look the same. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
