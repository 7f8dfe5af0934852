@NullMarked
package io.tidemark.wiring;

import org.jspecify.annotations.NullMarked;
