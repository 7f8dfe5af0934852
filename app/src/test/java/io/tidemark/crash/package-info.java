/**
 * The operator is killed at every step of the protocol and at random moments, and every row is counted. Lives run in processes of
 * their own, on the real database file and with the real clients; the clouds are sandboxes in the test's process. Nothing here
 * reads rows or writes changes through the code under test.
 */
@NullMarked
package io.tidemark.crash;

import org.jspecify.annotations.NullMarked;
