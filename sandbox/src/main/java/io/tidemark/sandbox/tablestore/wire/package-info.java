/**
 * The envelope of Tablestore's calls: signatures of requests and answers, compression, errors. Knows HTTP and keys, not
 * what a call means.
 */
@NullMarked
package io.tidemark.sandbox.tablestore.wire;

import org.jspecify.annotations.NullMarked;
