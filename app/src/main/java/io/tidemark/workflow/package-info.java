/** What was declared: workflows, tasks, data sources. Immutable and checked when built; knows no file format. */
@NullMarked
package io.tidemark.workflow;

import org.jspecify.annotations.NullMarked;
