package io.tidemark.instance;

import java.util.Optional;

/**
 * An instance that another one waits for.
 *
 * @param state absent while it is not planned
 */
public record Upstream(InstanceId id, Optional<InstanceState> state) {}
