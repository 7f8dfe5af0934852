package io.tidemark.sandbox.replay;

import java.time.Instant;
import java.util.Map;

/**
 * A row that should have arrived, or has.
 *
 * @param minute start of the minute whose partition holds it
 * @param columns every data column of the target that is not null, as text
 */
record ArrivedRow(Instant minute, Map<String, String> columns) {}
