package io.tidemark.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the sandbox answered.
 *
 * @param text for people, whole lines
 */
record Said(JsonNode json, String text) {

    static Said line(JsonNode json, String line) {
        return new Said(json, line + System.lineSeparator());
    }
}
