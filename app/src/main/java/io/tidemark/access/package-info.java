/**
 * Who may do what: roles, what each of them permits, and whoever acts. Knows nothing of passwords, sessions or requests.
 */
@NullMarked
package io.tidemark.access;

import org.jspecify.annotations.NullMarked;
