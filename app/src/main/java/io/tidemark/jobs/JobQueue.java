package io.tidemark.jobs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.StorageException;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.sql.common.SqlStorageProviderFactory;
import org.jobrunr.utils.mapper.JsonMapper;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;

/** JobRunr's tables, in the same database as Tidemark's own. Thread-safe. */
public final class JobQueue implements AutoCloseable {
    /** Jobs that still bring their attempt a worker. */
    static final Set<StateName> LIVE =
            EnumSet.of(StateName.AWAITING, StateName.SCHEDULED, StateName.ENQUEUED, StateName.PROCESSING);

    private static final int ANSWER_SECONDS = 5;

    /** Jobs that no worker has yet. */
    static final Set<StateName> WAITING = EnumSet.of(StateName.AWAITING, StateName.SCHEDULED, StateName.ENQUEUED);

    private static final String LIVE_JOBS = """
            SELECT id FROM jobrunr_jobs WHERE state IN ('AWAITING', 'SCHEDULED', 'ENQUEUED', 'PROCESSING')
            """;

    private final DataSource joining;
    private final StorageProvider storage;
    private final JsonMapper json = new JacksonJsonMapper();
    private volatile Runnable kick = () -> {};

    private JobQueue(DataSource joining) {
        this.joining = joining;
        this.storage = SqlStorageProviderFactory.using(joining);
        storage.setJobMapper(new JobMapper(json));
    }

    /**
     * Creates the tables or brings them up to date.
     *
     * @param joining hands out the connection of the calling thread's open transaction, with commit, rollback and close left to
     *     that transaction, and a connection of its own to a thread that has none
     */
    public static JobQueue open(DataSource joining) {
        return new JobQueue(joining);
    }

    StorageProvider storage() {
        return storage;
    }

    JsonMapper json() {
        return json;
    }

    /** Ids of all live jobs; read in one query, because JobRunr's own would load every job. */
    Set<UUID> live() {
        try (Connection connection = joining.getConnection();
                PreparedStatement statement = connection.prepareStatement(LIVE_JOBS);
                ResultSet result = statement.executeQuery()) {
            Set<UUID> live = new HashSet<>();
            while (result.next()) {
                live.add(UUID.fromString(result.getString(1).strip()));
            }
            return live;
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    /** Whether the database can be asked now. */
    boolean answers() {
        try (Connection connection = joining.getConnection()) {
            return connection.isValid(ANSWER_SECONDS);
        } catch (SQLException gone) {
            return false;
        }
    }

    /** Lets nobody change a job until the caller's transaction has ended. */
    void lock(UUID job) {
        try (Connection connection = joining.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT id FROM jobrunr_jobs WHERE id = ? FOR UPDATE")) {
            statement.setString(1, job.toString());
            statement.executeQuery().close();
        } catch (SQLException e) {
            throw new StorageException(e);
        }
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
