/**
 * What an operator tells those who watch it: figures for Prometheus, each declared once in a catalogue, and whether it is ready. The
 * only room that knows Micrometer. It reads and counts; it changes nothing, and knows neither HTTP nor SQL.
 */
@NullMarked
package io.tidemark.metrics;

import org.jspecify.annotations.NullMarked;
