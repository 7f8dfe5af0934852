/**
 * The HTTP door of the operator: the login, pages, the API, and the mount of JobRunr's dashboard. Every route has a rule that says who
 * may use it; what changes something belongs to the operator's use cases, which ask again.
 */
@NullMarked
package io.tidemark.console;

import org.jspecify.annotations.NullMarked;
