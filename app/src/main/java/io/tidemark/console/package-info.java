/**
 * The HTTP door of the operator: the login, the start page, and the mount of JobRunr's dashboard. It listens on loopback only,
 * lets in who holds a session, and reads; what changes something belongs to the operator's use cases.
 */
@NullMarked
package io.tidemark.console;

import org.jspecify.annotations.NullMarked;
