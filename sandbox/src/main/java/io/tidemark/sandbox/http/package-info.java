/**
 * The one HTTP server under both local clouds: requests as plain values, answers as bytes or as a stream. Always on
 * loopback, with TCP_NODELAY, and with header names as the handler wrote them. Knows neither cloud.
 */
@NullMarked
package io.tidemark.sandbox.http;

import org.jspecify.annotations.NullMarked;
