package io.tidemark.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;

/** A rule in one line for people. */
final class RuleLine {

    private RuleLine() {}

    static String of(JsonNode rule) {
        StringBuilder line = new StringBuilder()
                .append(rule.path("id").asText())
                .append(": ")
                .append(rule.path("operation").asText())
                .append(' ')
                .append(rule.path("fault").asText());
        for (String name : new String[] {"table", "calls", "every", "probability", "times"}) {
            if (rule.has(name)) {
                line.append(" --")
                        .append(name)
                        .append(' ')
                        .append(rule.path(name).asText());
            }
        }
        if (rule.has("probability")) {
            line.append(" --seed ").append(rule.path("seed").asText());
        }
        return line.append(" (struck ")
                .append(rule.path("struck").asText())
                .append(" of ")
                .append(rule.path("seen").asText())
                .append(" calls)")
                .toString();
    }
}
