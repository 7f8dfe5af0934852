/**
 * The command that fills a Tablestore table from a file, through the official SDK and into any endpoint. Knows files and
 * the SDK, nothing of the local servers.
 */
@NullMarked
package io.tidemark.sandbox.load;

import org.jspecify.annotations.NullMarked;
