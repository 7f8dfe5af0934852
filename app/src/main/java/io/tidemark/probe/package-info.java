/**
 * Whether a data source can be used, step by step from its host name to its key and its table, so that the first thing that is
 * wrong is named. Declares the account as a port; knows the JDK's network and no client of any service.
 */
@NullMarked
package io.tidemark.probe;

import org.jspecify.annotations.NullMarked;
