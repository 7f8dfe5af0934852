/** The rows of users, of what lets them in, and of what keeps others out. Takes and keeps hashes of tokens and passwords, never these. */
@NullMarked
package io.tidemark.store.login;

import org.jspecify.annotations.NullMarked;
