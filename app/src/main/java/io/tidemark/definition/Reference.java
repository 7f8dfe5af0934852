package io.tidemark.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value of datasources.yaml that may stand elsewhere: {@code ${env:NAME}}, {@code ${file:PATH}}, or written out.
 *
 * @param environment looks up an environment variable
 * @param folder that relative paths start from
 */
record Reference(Function<String, @Nullable String> environment, Path folder) {
    static boolean isReference(String text) {
        return text.startsWith("${") && text.endsWith("}");
    }

    /** Whether the text says in a form that is known where the value stands. */
    static boolean isWellFormed(String text) {
        return text.startsWith("${env:") || text.startsWith("${file:");
    }

    String resolve(String text) throws Mistake {
        if (!isReference(text)) {
            return text;
        }
        String inside = text.substring(2, text.length() - 1);
        if (inside.startsWith("env:")) {
            String name = inside.substring(4);
            String value = environment.apply(name);
            if (value == null || value.isBlank()) {
                throw new Mistake(
                        "refers to the environment variable " + name + ", which is not set; set it and try again");
            }
            return value.strip();
        }
        if (inside.startsWith("file:")) {
            return content(inside.substring(5));
        }
        throw new Mistake("refers to something unknown; write ${env:NAME} or ${file:PATH}");
    }

    private String content(String path) throws Mistake {
        String value;
        try {
            value = Files.readString(folder.resolve(path)).strip();
        } catch (IOException | IllegalArgumentException e) {
            throw new Mistake("refers to the file " + path + ", which cannot be read; check its path and permissions");
        }
        if (value.isEmpty()) {
            throw new Mistake("refers to the file " + path + ", which is empty; put the value into it");
        }
        return value;
    }
}
