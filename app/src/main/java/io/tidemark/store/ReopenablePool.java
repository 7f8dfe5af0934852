package io.tidemark.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A pool of connections that can be taken away for a moment: whoever asks for one meanwhile waits. Thread-safe. */
final class ReopenablePool extends BareDataSource implements AutoCloseable {
    private final HikariConfig config;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private HikariDataSource pool;

    ReopenablePool(HikariConfig config) {
        this.config = config;
        this.pool = new HikariDataSource(config);
    }

    /** What is done while no connection is open. */
    interface Pause {
        void take() throws Exception;
    }

    /**
     * Closes all connections, takes the pause and opens the pool again, whatever came of the pause. Does nothing while somebody
     * has a connection or asks for one.
     *
     * @return whether the pause was taken
     */
    boolean whileNobodyIsConnected(Pause pause) throws Exception {
        if (!lock.writeLock().tryLock()) {
            return false;
        }
        try {
            if (pool.isClosed() || connected() > 0) {
                return false;
            }
            pool.close();
            try {
                pause.take();
            } finally {
                pool = new HikariDataSource(config);
            }
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** How many connections somebody has. */
    int connected() {
        return pool.getHikariPoolMXBean().getActiveConnections();
    }

    @Override
    public Connection getConnection() throws SQLException {
        lock.readLock().lock();
        try {
            return pool.getConnection();
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            pool.close();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
