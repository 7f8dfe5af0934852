package io.tidemark.sandbox.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One row of a file.
 *
 * @param line where it begins, from 1
 * @param values by column, in the order of the file; values that are null in the file are not there
 */
record InputRow(long line, Map<String, JsonNode> values) {}
