/**
 * What the protocol of exactly once takes for granted of the two services, and how each of it is tried on tables made for the
 * purpose. Declares those tables as ports and reaches the services only through them and the ports of {@code sync}; knows no
 * plug, no ledger and no terminal.
 */
@NullMarked
package io.tidemark.doctor;

import org.jspecify.annotations.NullMarked;
