/**
 * What commands and the operator that holds their data directory say to each other, in JSON over loopback: both ends of every
 * text, and the end that asks. Knows neither how a command line is read nor how a request is served.
 */
@NullMarked
package io.tidemark.control;

import org.jspecify.annotations.NullMarked;
