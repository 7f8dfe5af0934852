package io.tidemark.jobs;

import javax.sql.DataSource;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.sql.common.SqlStorageProviderFactory;
import org.jobrunr.utils.mapper.JsonMapper;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;

/** JobRunr's tables, in the same database as Tidemark's own. Thread-safe. */
public final class JobQueue implements AutoCloseable {
    private final StorageProvider storage;
    private final JsonMapper json = new JacksonJsonMapper();
    private volatile Runnable kick = () -> {};

    private JobQueue(StorageProvider storage) {
        this.storage = storage;
        storage.setJobMapper(new JobMapper(json));
    }

    /**
     * Creates the tables or brings them up to date.
     *
     * @param joining hands out the connection of the calling thread's open transaction, with commit, rollback and close left to
     *     that transaction, and a connection of its own to a thread that has none
     */
    public static JobQueue open(DataSource joining) {
        return new JobQueue(SqlStorageProviderFactory.using(joining));
    }

    StorageProvider storage() {
        return storage;
    }

    JsonMapper json() {
        return json;
    }

    /** Makes the workers of this process look for work. */
    void kick() {
        kick.run();
    }

    void onKick(Runnable workers) {
        kick = workers;
    }

    /** To be called after the workers and the dashboard have been closed. */
    @Override
    public void close() {
        storage.close();
    }
}
