/** Time as the sandbox has it: a clock that can be turned, waiting that can be replaced, spans as people write them. Knows nothing else. */
@NullMarked
package io.tidemark.sandbox.time;

import org.jspecify.annotations.NullMarked;
