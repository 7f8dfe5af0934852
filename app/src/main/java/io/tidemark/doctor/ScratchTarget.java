package io.tidemark.doctor;

import io.tidemark.sync.Partition;
import io.tidemark.sync.TableSink;

/** A scratch table with one BIGINT column and the partition column {@code ds}. */
public interface ScratchTarget extends ScratchTable {
    /** The table as a sync sees it; closed with this. */
    TableSink sink();

    /** Sends a commit without looking at the session first, as a copy of the request that was under way for long would. */
    Answer commit(Partition partition, String sessionId);

    /** Asks for a session, whether or not it exists. */
    Answer ask(Partition partition, String sessionId);

    /**
     * What the service itself said.
     *
     * @param text status, code and text of a refusal, or the state of the session; never a secret
     */
    record Answer(boolean accepted, String text) {}
}
