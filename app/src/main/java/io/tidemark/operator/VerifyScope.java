package io.tidemark.operator;

import java.util.Optional;

/**
 * What of a chain is verified.
 *
 * @param window only this one; absent for all windows of the partition that the newest one was written to
 */
public record VerifyScope(Optional<Long> window) {}
