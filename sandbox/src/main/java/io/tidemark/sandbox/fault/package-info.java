/**
 * What can go wrong with a call, and which calls it goes wrong with: rules are added, each call is held against them,
 * and what strikes it is a list of values. Only {@code Edge} does anything, and only to connections; what a fault does to
 * tables and sessions is up to their server. Knows no server.
 */
@NullMarked
package io.tidemark.sandbox.fault;

import org.jspecify.annotations.NullMarked;
