package io.tidemark.operator;

import io.tidemark.workflow.SyncTask;
import java.util.Set;

/** Knows which data sources a task reads from and writes to. Thread-safe. */
public interface UsedSources {
    /** Their names as its script has them. */
    Set<String> of(SyncTask task);
}
