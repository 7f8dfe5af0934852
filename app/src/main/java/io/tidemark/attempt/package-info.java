/**
 * One try of an instance: how it is told to stop, how far it is, how it ended and whose turn it is then. Knows nothing of
 * what is being tried, of databases or of networks.
 */
@NullMarked
package io.tidemark.attempt;

import org.jspecify.annotations.NullMarked;
