/**
 * The use cases: cycles become instances, instances become attempts, attempts end in outcomes. Called by a person, a script or
 * a job; knows no foreign library.
 */
@NullMarked
package io.tidemark.operator;

import org.jspecify.annotations.NullMarked;
