package io.tidemark.operator;

import java.util.Optional;

/**
 * A data source as it is shown. Never a key of an account.
 *
 * @param type {@code tablestore} or {@code maxcompute}
 * @param place the instance or project; empty to whoever does not administer
 * @param kept whether it was added to the operator; else it stands in its file
 * @param trouble why it cannot be used; absent if it can
 */
public record SourceView(
        String name, String type, String endpoint, String place, boolean kept, Optional<String> trouble) {}
