/**
 * How fast: scenarios that start the sandbox as a process of its own, move rows from it to it, and print what that took. May
 * know everything; nothing may know it, and it is never shipped.
 */
@NullMarked
package io.tidemark.bench;

import org.jspecify.annotations.NullMarked;
