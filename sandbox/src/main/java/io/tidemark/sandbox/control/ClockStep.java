package io.tidemark.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;

/** A step that ends with showing the clock. */
abstract class ClockStep extends Step {

    static Said shown(JsonNode clock) {
        String ahead = clock.path("ahead").asText();
        String now = clock.path("now").asText();
        if (ahead.equals("0s")) {
            return Said.line(clock, now + ", as the system has it");
        }
        return Said.line(
                clock,
                ahead.startsWith("-")
                        ? now + ", " + ahead.substring(1) + " behind the system"
                        : now + ", " + ahead + " ahead of the system");
    }
}
