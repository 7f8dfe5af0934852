package io.tidemark.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks up values that may stand elsewhere: {@code ${env:NAME}}, {@code ${file:PATH}}, or written out.
 *
 * @param environment looks up an environment variable
 * @param folder that relative paths start from
 */
public record Reference(Function<String, @Nullable String> environment, Path folder) {
    /** A pipe, a device or a dump would be read for ever. */
    private static final long MOST_BYTES = 64 << 10;

    private static final Pattern WELL_FORMED = Pattern.compile("\\$\\{(env:[^${}=\\s]+|file:[^${}]+)\\}");

    private static final Pattern OF_A_SHELL = Pattern.compile("\\$[A-Za-z_][A-Za-z0-9_]*");

    /** Whether the text is meant to say where the value stands, be it in a wrong form. */
    public static boolean isReference(String text) {
        return text.contains("${") || OF_A_SHELL.matcher(text).matches();
    }

    /** Whether the text says in a form that is known where the value stands. */
    public static boolean isWellFormed(String text) {
        return WELL_FORMED.matcher(text).matches();
    }

    /** A value cannot be looked up. Its message says why and what to do, goes on after the name of a key, and has no secret in it. */
    public static final class Unresolved extends Exception {
        private static final long serialVersionUID = 1L;

        Unresolved(String message) {
            super(message);
        }

        /** The message. */
        public String sentence() {
            return String.valueOf(getMessage());
        }
    }

    /** The value itself, without blanks around it; a text that refers to nothing is its own value. */
    public String resolve(String text) throws Unresolved {
        if (!isReference(text)) {
            return text;
        }
        if (!isWellFormed(text)) {
            // The text is not quoted: it may be a secret after all.
            throw new Unresolved(
                    "refers to something unknown; write ${env:NAME} or ${file:PATH}, and nothing around it");
        }
        String inside = text.substring(2, text.length() - 1);
        if (inside.startsWith("file:")) {
            return content(inside.substring("file:".length()));
        }
        String name = inside.substring("env:".length());
        String value = environment.apply(name);
        if (value == null || value.isBlank()) {
            throw new Unresolved(
                    "refers to the environment variable " + name + ", which is not set; set it and try again");
        }
        return value.strip();
    }

    private String content(String path) throws Unresolved {
        String value;
        try {
            Path file = folder.resolve(path);
            if (Files.exists(file) && !(Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES)) {
                throw new Unresolved(
                        "refers to the file " + path + ", which is no small text; name the file of the value");
            }
            value = Files.readString(file).strip();
        } catch (IOException | IllegalArgumentException e) {
            throw new Unresolved(
                    "refers to the file " + path + ", which cannot be read; check its path and permissions");
        }
        if (value.isEmpty()) {
            throw new Unresolved("refers to the file " + path + ", which is empty; put the value into it");
        }
        return value;
    }
}
