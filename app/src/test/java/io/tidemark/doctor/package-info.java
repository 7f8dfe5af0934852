/** The doctor before services that behave as documented, and before ones that do not. */
@NullMarked
package io.tidemark.doctor;

import org.jspecify.annotations.NullMarked;
