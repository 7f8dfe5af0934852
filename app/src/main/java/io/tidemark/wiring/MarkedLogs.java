package io.tidemark.wiring;

import io.tidemark.instance.InstanceId;
import io.tidemark.operator.LogMarks;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Marks by SLF4J's context of a thread, which both forms of the log show. Thread-safe. */
final class MarkedLogs implements LogMarks {
    static final MarkedLogs INSTANCE = new MarkedLogs();

    private MarkedLogs() {}

    @Override
    public Mark begin(InstanceId instance, UUID attempt) {
        @Nullable Map<String, String> before = MDC.getCopyOfContextMap();
        MDC.put("instance", instance.toString());
        MDC.put("attempt", attempt.toString());
        return () -> put(before);
    }

    /** An executor that carries the marks of whoever hands work in to the thread that does it. */
    static ExecutorService carrying(ExecutorService threads) {
        return new Carrying(threads);
    }

    private static void put(@Nullable Map<String, String> marks) {
        if (marks == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(marks);
        }
    }

    private static final class Carrying extends AbstractExecutorService {
        private final ExecutorService threads;

        Carrying(ExecutorService threads) {
            this.threads = threads;
        }

        @Override
        public void execute(Runnable work) {
            @Nullable Map<String, String> marks = MDC.getCopyOfContextMap();
            threads.execute(() -> {
                put(marks);
                try {
                    work.run();
                } finally {
                    MDC.clear();
                }
            });
        }

        @Override
        public void shutdown() {
            threads.shutdown();
        }

        @Override
        public List<Runnable> shutdownNow() {
            return threads.shutdownNow();
        }

        @Override
        public boolean isShutdown() {
            return threads.isShutdown();
        }

        @Override
        public boolean isTerminated() {
            return threads.isTerminated();
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
            return threads.awaitTermination(timeout, unit);
        }
    }
}
