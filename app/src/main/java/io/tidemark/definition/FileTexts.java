package io.tidemark.definition;

import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                problems.error(
                        place,
                        "this is " + (attributes.isDirectory() ? "a folder" : "no regular file") + "; name a " + format
                                + " file");
                return Optional.empty();
            }
            if (attributes.size() > MOST_BYTES) {
                problems.error(place, "the file is larger than 4 MiB; it cannot be a definition");
                return Optional.empty();
            }
            String text = Files.readString(path);
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (NoSuchFileException e) {
            problems.error(place, "there is no such file; check the path");
        } catch (CharacterCodingException e) {
            problems.error(notUtf8(path), "this is not UTF-8 text; save the file as UTF-8");
        } catch (IOException e) {
            problems.error(place, "the file cannot be read; check its permissions");
        }
        return Optional.empty();
    }

    /** Where the first bytes stand that are no character. */
    private static Place notUtf8(Path path) {
        String file = path.toString();
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
            CharBuffer good = CharBuffer.allocate(bytes.remaining());
            StandardCharsets.UTF_8.newDecoder().decode(bytes, good, true);
            String text = good.flip().toString();
            return TextPlace.of(file, text, text.codePointCount(0, text.length()));
        } catch (IOException e) {
            return Place.wholeFile(file);
        }
    }
}
