package io.tidemark.maxcompute.conversion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.tidemark.sync.ColumnConversion.Misfit;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a JSON text from token to token. Numbers are handed on as they are written, so that nothing is rounded before
 * their type is asked; whatever is wrong is a misfit that names its place. Used by one thread.
 */
final class JsonCursor implements AutoCloseable {
    /** Arrays and objects inside of each other; what a type declares is far below. */
    private static final int DEEPEST = 1000;

    /** Names are data: they are neither kept for the next text nor limited on their own. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNameLength(ColumnConversions.LONGEST_BYTES)
                    .maxNumberLength(ColumnConversions.LONGEST_BYTES)
                    .maxStringLength(ColumnConversions.LONGEST_BYTES)
                    .build())
            .build();

    private final String text;
    private final JsonParser parser;
    private long bytes;

    /**
     * Stands before the text.
     *
     * @param text of at most {@link ColumnConversions#LONGEST_BYTES}
     */
    JsonCursor(String text) {
        this.text = text;
        try {
            parser = JSON.createParser(text);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
    }

    /**
     * Moves to the first token.
     *
     * @throws Misfit if there is none
     */
    void begin() throws Misfit {
        if (next() == null) {
            throw new Misfit("is empty and not JSON");
        }
    }

    /**
     * Moves to the next token; null at the end of the text.
     *
     * @throws Misfit if there the text is not JSON
     */
    @Nullable
    JsonToken next() throws Misfit {
        return reading(parser::nextToken);
    }

    /** The token that the cursor stands on. */
    JsonToken token() {
        return parser.currentToken();
    }

    /** The name that the cursor stands on. */
    String name() throws Misfit {
        return reading(parser::getText);
    }

    /**
     * The value that the cursor stands on, of those without values inside, as a source would hand it over: String, Long or
     * Boolean. A number that is not written as a {@link Long} is the text that it is written as.
     */
    Object scalar() throws Misfit {
        JsonToken token = token();
        String written = reading(parser::getText);
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return whole(written);
        }
        return token.isBoolean() ? (Object) (token == JsonToken.VALUE_TRUE) : written;
    }

    private static Object whole(String written) {
        try {
            long number = Long.parseLong(written);
            // Not so for -0, whose sign a DOUBLE keeps.
            return Long.toString(number).equals(written) ? (Object) number : written;
        } catch (NumberFormatException beyondLong) {
            return written;
        }
    }

    /** The value that the cursor stands on as it is written, with all that is inside; afterwards it stands on the last token. */
    String verbatim() throws Misfit {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        skip();
        return text.substring(start, (int) parser.currentLocation().getCharOffset());
    }

    /** Moves to the last token of the value that the cursor stands on. */
    void skip() throws Misfit {
        reading(() -> {
            parser.skipChildren();
            parser.finishToken();
            return parser;
        });
    }

    /** Reads the value that the cursor stands on; a JSON null is null. */
    @Nullable
    Object value(JsonShape shape) throws Misfit {
        spend(1);
        return token() == JsonToken.VALUE_NULL ? null : shape.read(this);
    }

    /**
     * Counts bytes that the value will take in the record stream. Few characters can stand for many: an object that names none
     * of a hundred fields.
     *
     * @throws Misfit if they become more than a column's value may have
     */
    void spend(long more) throws Misfit {
        bytes += more;
        if (bytes > ColumnConversions.LONGEST_BYTES) {
            throw new Misfit("takes more than the " + ColumnConversions.LONGEST_BYTES + " bytes that fit");
        }
    }

    /**
     * To be called behind the last token of the value.
     *
     * @throws Misfit if the text goes on
     */
    void end() throws Misfit {
        if (next() != null) {
            throw new Misfit("is more than one JSON value");
        }
    }

    /** That the value does not fit for something where the cursor stands. */
    Misfit misfit(String reason) {
        String place = JsonPlace.of(parser.getParsingContext());
        return new Misfit(place.equals("$") ? reason : "at " + place + " " + reason);
    }

    /** A step of the parser. */
    private interface Step<T extends @Nullable Object> {
        T take() throws IOException;
    }

    private <T extends @Nullable Object> T reading(Step<T> step) throws Misfit {
        try {
            return step.take();
        } catch (StreamConstraintsException e) {
            throw new Misfit("is JSON nested deeper than " + DEEPEST + " levels");
        } catch (JsonProcessingException e) {
            throw new Misfit("is not JSON from character " + (e.getLocation().getCharOffset() + 1) + " on");
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
    }

    /** Gives the parser's buffers back. */
    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
    }
}
