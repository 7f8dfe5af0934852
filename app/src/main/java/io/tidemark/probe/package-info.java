/**
 * Whether a data source can be used, step by step from its host name to its key, its table and what the key may do, so that
 * whatever is wrong is named; and the first rows of a table, to be looked at. Declares the account as a port; knows the JDK's
 * network and no client of any service.
 */
@NullMarked
package io.tidemark.probe;

import org.jspecify.annotations.NullMarked;
