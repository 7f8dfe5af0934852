package io.tidemark.store;

import java.time.Instant;

/**
 * What is written down with a step of an instance's life.
 *
 * @param who the node or the person that took it
 * @param why in words, with what follows
 */
public record Note(String who, Instant at, String why) {}
