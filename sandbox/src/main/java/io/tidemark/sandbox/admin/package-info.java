/**
 * The admin port: what no client of the services may do is asked for here, as JSON over HTTP on 127.0.0.1: faults, shards,
 * the clock. It is off unless asked for, and not for browsers. Knows both servers, and nothing of who calls.
 */
@NullMarked
package io.tidemark.sandbox.admin;

import org.jspecify.annotations.NullMarked;
