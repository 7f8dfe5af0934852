package io.tidemark.sandbox.maxcompute.query;

import java.time.ZoneId;

/**
 * What a client submitted.
 *
 * @param task the name that the client gave to its task
 * @param query the statement
 * @param zone in which times are read and shown
 * @param source the text of the job as it was sent
 */
public record Job(String task, String query, ZoneId zone, String source) {}
