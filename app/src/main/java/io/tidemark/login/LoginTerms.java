package io.tidemark.login;

import java.time.Duration;

/**
 * How long what lets somebody in lasts.
 *
 * @param link a one-time link
 * @param idle a session that was not used for this long has ended
 * @param most a session that is this old has ended
 */
public record LoginTerms(Duration link, Duration idle, Duration most) {}
