/** The command line of the sandbox: starts both servers, loads files, sends SQL. Knows nothing of the operator. */
@NullMarked
package io.tidemark.sandbox;

import org.jspecify.annotations.NullMarked;
