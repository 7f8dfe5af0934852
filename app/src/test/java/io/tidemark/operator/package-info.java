@NullMarked
package io.tidemark.operator;

import org.jspecify.annotations.NullMarked;
