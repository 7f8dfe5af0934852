package io.tidemark.store;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a bare script was called.
 *
 * @param parameters name to text, as given; without those that carry a secret
 * @param cyctime the scheduled time that expressions refer to, if one was given
 * @param dataSources the file that was named, if one was
 */
public record ScriptCall(
        Path script,
        Map<String, String> parameters,
        Optional<ZonedDateTime> cyctime,
        ZoneId zone,
        Optional<Path> dataSources) {
    public ScriptCall {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
