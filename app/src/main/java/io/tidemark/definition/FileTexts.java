package io.tidemark.definition;

import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problems;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The texts of the file system, as they are now. */
enum FileTexts implements Texts {
    INSTANCE;

    private static final long MOST_BYTES = 4L << 20;

    @Override
    public boolean has(Path file) {
        return Files.exists(file);
    }

    @Override
    public Optional<String> text(Path path, String format, Problems problems) {
        Place place = Place.wholeFile(path.toString());
        try {
            if (Files.size(path) > MOST_BYTES) {
                problems.error(place, "the file is larger than 4 MiB; it cannot be a definition");
                return Optional.empty();
            }
            String text = Files.readString(path);
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (NoSuchFileException e) {
            problems.error(place, "there is no such file; check the path");
        } catch (CharacterCodingException e) {
            problems.error(place, "the file is not UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            problems.error(
                    place,
                    Files.isDirectory(path)
                            ? "this is a folder; name a " + format + " file"
                            : "the file cannot be read; check its permissions");
        }
        return Optional.empty();
    }
}
