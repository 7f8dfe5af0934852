/** The command line of the sandbox: starts both servers, loads files, sends SQL, makes things go wrong. Knows nothing of the operator. */
@NullMarked
package io.tidemark.sandbox;

import org.jspecify.annotations.NullMarked;
