/**
 * The operator's own database: one store for each thing that is kept, and views that read for screens. The only room that
 * speaks SQL; it knows the domain and no cloud, no job runner and no page.
 */
@NullMarked
package io.tidemark.store;

import org.jspecify.annotations.NullMarked;
