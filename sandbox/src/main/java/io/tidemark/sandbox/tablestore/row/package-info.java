/**
 * What a row is and what a change does to it: keys and their order, stored versions, conditions, limits, projections.
 * Pure decisions over values: no file, no lock, no clock, no protocol message except filters and conditions as they
 * come.
 */
@NullMarked
package io.tidemark.sandbox.tablestore.row;

import org.jspecify.annotations.NullMarked;
