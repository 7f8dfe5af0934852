/** The sandbox as a process: what it prints, what it refuses, what survives its death. */
@NullMarked
package io.tidemark.sandbox;

import org.jspecify.annotations.NullMarked;
