package io.tidemark.definition;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.tidemark.workflow.Place;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in one sentence, with line and column, where a file is no JSON or no YAML. */
final class SyntaxMistake {
    private SyntaxMistake() {}

    static Place place(String file, JsonProcessingException mistake) {
        if (mistake.getCause() instanceof MarkedYAMLException yaml) {
            Mark mark = yaml.getProblemMark();
            if (mark != null) {
                return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
            }
        }
        JsonLocation location = mistake.getLocation();
        return location == null || location.getLineNr() < 1
                ? Place.wholeFile(file)
                : new Place(file, location.getLineNr(), Math.max(1, location.getColumnNr()));
    }

    static String sentence(String format, JsonProcessingException mistake) {
        if (mistake instanceof JsonEOFException) {
            return "the " + format + " ends too early; something above is not closed";
        }
        if (mistake.getOriginalMessage().contains("CTRL-CHAR, code 10")) {
            return "a text is not closed in this line; end it with a quote";
        }
        if (mistake.getOriginalMessage().startsWith("Unrecognized token")) {
            return "a word stands here without quotes; put text in quotes";
        }
        return "this is not " + format + ": " + reason(mistake) + "; correct it here or just before";
    }

    /** The parser's own words up to the first thing that only a programmer reads. */
    private static String reason(JsonProcessingException mistake) {
        String words = mistake.getCause() instanceof MarkedYAMLException yaml && yaml.getProblem() != null
                ? yaml.getProblem()
                : mistake.getOriginalMessage();
        for (String noise : new String[] {"\n", "[Source", "(start marker", "(for Object", "(for Array", " (JSON"}) {
            int at = words.indexOf(noise);
            words = at < 0 ? words : words.substring(0, at);
        }
        words = words.replaceAll("\\s*\\(code \\d+\\)", "").strip();
        words = words.replaceAll("[,:.]$", "");
        return words.isEmpty() ? "it cannot be parsed" : Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }
}
