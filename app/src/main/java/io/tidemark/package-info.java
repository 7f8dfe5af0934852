/** The operator's entry point; its rooms are the packages below. */
@NullMarked
package io.tidemark;

import org.jspecify.annotations.NullMarked;
