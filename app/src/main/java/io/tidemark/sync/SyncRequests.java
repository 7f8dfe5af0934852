package io.tidemark.sync;

import io.tidemark.schedule.ParameterValue;
import io.tidemark.workflow.SyncTask;
import io.tidemark.workflow.Workflow;
import java.util.Map;

/** Turns a task and the parameter values of one cycle into a request; reads data sources, and so secrets, anew each time. */
public interface SyncRequests {
    /**
     * The request of one cycle.
     *
     * @throws io.tidemark.workflow.InvalidDefinitionException if the script cannot be used with these values
     */
    SyncRequest request(Workflow workflow, SyncTask task, Map<String, ParameterValue> parameters);
}
