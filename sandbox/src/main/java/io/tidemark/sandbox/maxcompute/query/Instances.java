package io.tidemark.sandbox.maxcompute.query;

import io.tidemark.sandbox.maxcompute.catalog.Catalog;
import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.refusal.RefusalCode;
import io.tidemark.sandbox.maxcompute.sql.SqlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs of statements: a few at once, the latest of them remembered with their results. Thread-safe. */
public final class Instances implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Instances.class);
    private static final int AT_ONCE = 8;
    private static final int REMEMBERED = 1_000;
    /** Clients that find a run ended when they first ask do not sleep a second before they ask again. */
    private static final long ANSWER_WITHIN_MILLIS = 500;

    private static final DateTimeFormatter ID_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Statements statements;
    private final InstantSource clock;
    private final ExecutorService threads;
    private final Map<String, SqlInstance> byId = new LinkedHashMap<>();

    /** @param folder where results are written; it must exist and be empty */
    public Instances(Catalog catalog, String project, Path folder, InstantSource clock) {
        this.statements = new Statements(catalog, project, folder);
        this.clock = clock;
        this.threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
            Thread thread = new Thread(work, "sandbox-sql");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts a run; a short one has ended when this returns. */
    public SqlInstance submit(Job job) throws IOException {
        String id = ID_TIME.format(clock.instant())
                + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        SqlInstance instance = new SqlInstance(id, job, clock.instant());
        remember(instance);
        Future<?> running = threads.submit(() -> run(instance));
        try {
            running.get(ANSWER_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException longer) {
            LOG.debug("Instance {} runs on in the background.", id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IOException("The statement could not be carried out.", e);
        }
        return instance;
    }

    /** The run of this id, if it is remembered. */
    public synchronized SqlInstance get(String id) throws Refusal {
        return Optional.ofNullable(byId.get(id))
                .orElseThrow(
                        () -> new Refusal(RefusalCode.NO_SUCH_INSTANCE, "The instance " + id + " does not exist."));
    }

    private void run(SqlInstance instance) {
        try {
            instance.succeeded(
                    clock.instant(),
                    statements.run(instance.job().query(), instance.job().zone()));
        } catch (SqlException e) {
            instance.failed(clock.instant(), String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            LOG.error("Statement of instance {} failed.", instance.id(), e);
            instance.failed(clock.instant(), "ODPS-0010000:System internal error - " + e.getMessage());
        }
    }

    private synchronized void remember(SqlInstance instance) throws IOException {
        byId.put(instance.id(), instance);
        Iterator<SqlInstance> oldest = byId.values().iterator();
        while (byId.size() > REMEMBERED && oldest.hasNext()) {
            SqlInstance old = oldest.next();
            if (old.ended().isPresent()) {
                oldest.remove();
                if (old.result().isPresent()) {
                    Files.deleteIfExists(old.result().get().file());
                }
            }
        }
    }

    /** Stops what runs. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
