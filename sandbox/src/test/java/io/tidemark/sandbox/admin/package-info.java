/** Proof that the admin port does what it is asked, and does not answer to web pages. */
@NullMarked
package io.tidemark.sandbox.admin;

import org.jspecify.annotations.NullMarked;
