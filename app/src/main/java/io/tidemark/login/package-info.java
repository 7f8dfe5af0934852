/**
 * Who is there: users, their passwords, sessions and tokens, and the one-time links by which they begin. Knows nothing of HTTP.
 */
@NullMarked
package io.tidemark.login;

import org.jspecify.annotations.NullMarked;
