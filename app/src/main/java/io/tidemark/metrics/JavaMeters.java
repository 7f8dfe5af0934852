package io.tidemark.metrics;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.util.function.Supplier;

/** Shows how the Java machine is. Micrometer's own binders would expose names that the catalogue does not have. */
final class JavaMeters {
    private JavaMeters() {}

    static void register(Meters meters) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        area(meters, "heap", memory::getHeapMemoryUsage);
        area(meters, "nonheap", memory::getNonHeapMemoryUsage);
        ManagementFactory.getGarbageCollectorMXBeans().forEach(collector -> {
            meters.counter(Metric.GC_COLLECTIONS, collector::getCollectionCount, collector.getName());
            meters.counter(Metric.GC_TIME, () -> collector.getCollectionTime() / 1e3, collector.getName());
        });
        meters.gauge(Metric.THREADS, () -> ManagementFactory.getThreadMXBean().getThreadCount());
        meters.gauge(Metric.UPTIME, () -> ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
        meters.counter(
                Metric.CPU_TIME,
                () -> ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .map(time -> time.toMillis() / 1e3)
                        .orElse(Double.NaN));
    }

    private static void area(Meters meters, String area, Supplier<MemoryUsage> usage) {
        meters.gauge(Metric.MEMORY_USED, () -> usage.get().getUsed(), area);
        meters.gauge(
                Metric.MEMORY_MAX,
                () -> usage.get().getMax() < 0 ? Double.NaN : usage.get().getMax(),
                area);
    }
}
