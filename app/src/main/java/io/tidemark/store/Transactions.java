package io.tidemark.store;

import io.tidemark.attempt.FailureException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that belong to the thread which opened them, at READ COMMITTED. Stores called inside one share it, and so does
 * everybody who takes connections from {@link #joining}. Thread-safe: each thread has its own.
 */
public final class Transactions {
    /** Of a transaction that the database undoes for the sake of another one. */
    private static final int MOST_TRIES = 5;

    private final Jdbi jdbi;
    private final DataSource joining;

    /** Not static: what is open on a thread belongs to one database, and this lives as long as that. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable OpenTransaction> current = new ThreadLocal<>();

    public Transactions(Database database) {
        this.jdbi = Jdbi.create(database.dataSource()).installPlugin(new InstantColumns());
        this.joining = new JoiningDataSource(database.dataSource(), current::get);
    }

    /**
     * Runs the work in this thread's transaction, opening one if there is none. The outermost call commits; any exception
     * rolls everything back, also one that passed an inner call and was caught further out.
     *
     * @param work is done again when the database has undone it for the sake of another transaction, as after a deadlock
     * @throws IllegalStateException if part of the work failed and that was swallowed inside; everything is rolled back
     * @throws io.tidemark.attempt.FailureException EXTERNAL {@code DISK_FULL}, everything is rolled back; {@code
     *     DATABASE_UNAVAILABLE}, when a server is gone: if it went while it committed, the work may be done or not
     */
    public <T extends @Nullable Object> T inTransaction(Supplier<T> work) {
        OpenTransaction open = current.get();
        return open == null ? outermost(work) : joined(open, work);
    }

    /** As {@link #inTransaction}, for work without a result. */
    public void run(Runnable work) {
        inTransaction(() -> {
            work.run();
            return true;
        });
    }

    /** Whether a transaction is open on this thread. */
    public boolean isOpen() {
        return current.get() != null;
    }

    /**
     * The open transaction of this thread.
     *
     * @throws IllegalStateException if there is none
     */
    public Handle handle() {
        OpenTransaction open = current.get();
        if (open == null) {
            throw new IllegalStateException(
                    "no transaction is open on this thread; call inTransaction around the work");
        }
        return open.handle();
    }

    /**
     * Hands out the connection of this thread's transaction while one is open (commit and close then do nothing, and a
     * rollback dooms the transaction), and a connection of its own otherwise.
     */
    public DataSource joining() {
        return joining;
    }

    private <T extends @Nullable Object> T outermost(Supplier<T> work) {
        for (int tried = 1; ; tried++) {
            try {
                return transaction(work);
            } catch (FailureException e) {
                throw e;
            } catch (RuntimeException e) { // of JDBI, or of whoever joined
                if (tried == MOST_TRIES || !ServerRefusal.isToBeRepeated(e)) {
                    throw DatabaseRefusal.ofUse(e)
                            .<RuntimeException>map(failure -> failure.asException(e))
                            .orElse(e);
                }
            }
        }
    }

    private <T extends @Nullable Object> T transaction(Supplier<T> work) {
        return jdbi.inTransaction(handle -> {
            OpenTransaction open = new OpenTransaction(handle);
            current.set(open);
            try {
                T result = work.get();
                open.requireSound();
                return result;
            } finally {
                current.remove();
            }
        });
    }

    private static <T extends @Nullable Object> T joined(OpenTransaction open, Supplier<T> work) {
        boolean done = false;
        try {
            T result = work.get();
            done = true;
            return result;
        } finally {
            if (!done) {
                open.doom();
            }
        }
    }
}
