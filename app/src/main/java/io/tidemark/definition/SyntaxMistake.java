package io.tidemark.definition;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.tidemark.workflow.Place;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Says in one sentence, with line and column, where a file is no JSON or no YAML. */
final class SyntaxMistake {
    private static final Pattern TOKEN = Pattern.compile("^Unrecognized token '(\\w+)'");
    private static final Set<String> WORDS = Set.of("true", "false", "null");

    /** From here on only a programmer reads. */
    private static final List<String> REST =
            List.of("\n", "[Source", "(start marker", "(for Object", "(for Array", " (JSON");

    private static final Pattern NOISE = Pattern.compile(
            ", from `[^`]*`|:? enable `[^`]*` to allow|\\. \\(Do not use [^\\\\].* for indentation\\)|\\s*\\(code (?:[3-9]\\d|1[01]\\d|12[0-6])\\)");

    private final String file;
    private final String text;
    private final JsonProcessingException mistake;

    /** A mistake that a parser found in the text of a file. */
    SyntaxMistake(String file, String text, JsonProcessingException mistake) {
        this.file = file;
        this.text = text;
        this.mistake = mistake;
    }

    /**
     * Where it stands.
     *
     * @param reached how far the parser came, for mistakes that do not say where they are
     */
    Place place(JsonLocation reached) {
        if (mistake.getCause() instanceof MarkedYAMLException yaml && yaml.getProblemMark() != null) {
            Mark mark = yaml.getProblemMark();
            return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
        }
        if (mistake.getCause() instanceof ReaderException unreadable) {
            return TextPlace.of(file, text, unreadable.getPosition());
        }
        return Stream.of(Optional.ofNullable(mistake.getLocation()), Optional.of(reached))
                .flatMap(Optional::stream)
                .filter(location -> location.getLineNr() > 0)
                .findFirst()
                .map(location -> new Place(file, location.getLineNr(), Math.max(1, location.getColumnNr())))
                .orElseGet(() -> Place.wholeFile(file));
    }

    String sentence(String format) {
        String words = mistake.getOriginalMessage();
        if (mistake instanceof JsonEOFException) {
            return "the " + format + " ends too early; something above is not closed";
        }
        if (words.contains("CTRL-CHAR, code 10)")) {
            return "a text is not closed in this line; end it with a quote";
        }
        if (words.contains("CTRL-CHAR, code 9)")) {
            return "a tab stands in this text; write \\t for it";
        }
        if (words.startsWith("Expected a field name")) {
            return "this is no name of a key; write one in front of the colon";
        }
        if (mistake.getCause() instanceof MarkedYAMLException yaml
                && String.valueOf(yaml.getContext()).endsWith(" an alias")) {
            return "`*` begins an alias here; put the text in quotes";
        }
        Matcher token = TOKEN.matcher(words);
        if (token.find()) {
            String lower = token.group(1).toLowerCase(Locale.ROOT);
            return WORDS.contains(lower)
                    ? "`" + token.group(1) + "` is not known; write " + lower
                    : "a word stands here without quotes; put text in quotes";
        }
        return "this is not " + format + ": " + reason() + "; correct it here or just before";
    }

    /** The parser's own words, without what only a programmer reads. */
    private String reason() {
        String words = mistake.getCause() instanceof MarkedYAMLException yaml && yaml.getProblem() != null
                ? yaml.getProblem()
                : mistake.getOriginalMessage();
        for (String rest : REST) {
            int at = words.indexOf(rest);
            words = at < 0 ? words : words.substring(0, at);
        }
        words = NOISE.matcher(words).replaceAll("").strip().replaceAll("[,:.]$", "");
        return words.isEmpty() ? "it cannot be parsed" : Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }
}
