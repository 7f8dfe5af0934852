/**
 * Reads settings files into typed values and says everything that is wrong with them at once; looks up values that stand
 * elsewhere. Knows no setting by name: each room keeps its own record with its defaults beside it.
 */
@NullMarked
package io.tidemark.config;

import org.jspecify.annotations.NullMarked;
