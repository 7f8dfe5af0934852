@NullMarked
package io.tidemark.jobs;

import org.jspecify.annotations.NullMarked;
