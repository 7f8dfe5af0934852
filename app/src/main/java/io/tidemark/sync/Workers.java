package io.tidemark.sync;

import io.tidemark.attempt.Sleeper;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;

/**
 * Time and threads of the data path.
 *
 * @param fetcher runs page fetches and group copies; unbounded, so that neither waits for the other
 */
public record Workers(InstantSource clock, Sleeper sleeper, ExecutorService fetcher) {}
