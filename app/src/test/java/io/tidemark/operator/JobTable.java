package io.tidemark.operator;

import io.tidemark.attempt.FailureException;
import io.tidemark.store.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A dispatcher whose jobs are rows in the same database, and whose workers run when they are told to. */
final class JobTable implements Dispatcher {
    private final Transactions transactions;
    private final Fuse fuse;
    private final Map<UUID, AttemptTicket> tickets = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final List<Integer> bar = new ArrayList<>();
    private int kicks;
    private Instant failedForgottenBefore = Instant.MIN;

    JobTable(Transactions transactions, Fuse fuse) {
        this.transactions = transactions;
        this.fuse = fuse;
    }

    static void create(Transactions transactions) {
        transactions.run(() -> {
            transactions
                    .handle()
                    .execute("CREATE TABLE fake_job (id UUID PRIMARY KEY, state VARCHAR(20), seq INTEGER)");
            transactions.handle().execute("CREATE INDEX fake_job_queue ON fake_job (state, seq)");
            transactions.handle().execute("CREATE INDEX fake_job_seq ON fake_job (seq)");
        });
    }

    @Override
    public void enqueue(AttemptTicket ticket) {
        fuse.step();
        if (live(Set.of(ticket.attempt())).isEmpty()) {
            transactions.handle().execute("DELETE FROM fake_job WHERE id = ?", ticket.attempt());
            transactions
                    .handle()
                    .execute(
                            "INSERT INTO fake_job SELECT ?, 'ENQUEUED', COALESCE(MAX(seq), 0) + 1 FROM fake_job",
                            ticket.attempt());
        }
        tickets.put(ticket.attempt(), ticket);
        fuse.step();
    }

    @Override
    public void withdraw(UUID attempt) {
        fuse.step();
        transactions
                .handle()
                .execute("UPDATE fake_job SET state = 'DELETED' WHERE id = ? AND state = 'ENQUEUED'", attempt);
    }

    @Override
    public Set<UUID> live(Set<UUID> attempts) {
        fuse.step();
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT id FROM fake_job WHERE state IN ('ENQUEUED', 'PROCESSING')")
                .mapTo(UUID.class)
                .stream()
                .filter(attempts::contains)
                .collect(Collectors.toSet()));
    }

    @Override
    public void forgetFailed(Instant before) {
        failedForgottenBefore = before;
    }

    Instant failedForgottenBefore() {
        return failedForgottenBefore;
    }

    @Override
    public void kick() {
        fuse.step();
        kicks++;
    }

    int kicks() {
        return kicks;
    }

    List<String> lines() {
        return lines;
    }

    /** How the progress bars of all attempts moved. */
    List<Integer> bar() {
        return bar;
    }

    AttemptTicket ticket(UUID attempt) {
        return tickets.get(attempt);
    }

    /** Runs what is queued now, one after the other. Returns how many jobs that were. */
    int work(AttemptRunner runner) {
        List<UUID> queued = jobs("ENQUEUED");
        for (UUID job : queued) {
            fuse.step();
            set(job, "PROCESSING");
            fuse.step();
            String end;
            try {
                runner.run(job, display());
                end = "SUCCEEDED";
            } catch (FailureException e) {
                lines.add(e.getMessage());
                end = "FAILED";
            }
            fuse.step();
            set(job, end);
        }
        return queued.size();
    }

    AttemptDisplay display() {
        return new AttemptDisplay() {
            @Override
            public void line(String text) {
                lines.add(text);
            }

            @Override
            public void progress(int percent) {
                bar.add(percent);
            }
        };
    }

    /** What a job runner does with jobs whose process died: it fails them, or lets them run once more. */
    void orphans(boolean again) {
        transactions.run(() -> transactions
                .handle()
                .execute("UPDATE fake_job SET state = ? WHERE state = 'PROCESSING'", again ? "ENQUEUED" : "FAILED"));
    }

    void delete(UUID job) {
        set(job, "DELETED");
    }

    String state(UUID job) {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT state FROM fake_job WHERE id = :id")
                .bind("id", job)
                .mapTo(String.class)
                .one());
    }

    List<UUID> jobs(String state) {
        return transactions.inTransaction(() -> transactions
                .handle()
                .createQuery("SELECT id FROM fake_job WHERE state = :state ORDER BY seq")
                .bind("state", state)
                .mapTo(UUID.class)
                .list());
    }

    private void set(UUID job, String state) {
        transactions.run(() -> transactions.handle().execute("UPDATE fake_job SET state = ? WHERE id = ?", state, job));
    }
}
