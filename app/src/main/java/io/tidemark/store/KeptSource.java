package io.tidemark.store;

import io.tidemark.workflow.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A data source that was added to the operator.
 *
 * @param settings keys that anybody may see, as a file would have them
 * @param secrets the others; absent if the key file does not open them
 */
public record KeptSource(String name, Map<String, String> settings, Optional<Map<String, Secret>> secrets) {
    public KeptSource {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        secrets = secrets.map(keys -> Collections.unmodifiableMap(new LinkedHashMap<>(keys)));
    }
}
