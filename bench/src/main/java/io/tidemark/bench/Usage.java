package io.tidemark.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a process has used from its start.
 *
 * @param cpu of all its threads, the compiler's and the collector's too, to about 10 ms
 * @param heap bytes; the sum of the peaks of its pools, so never less than the peak of the whole
 * @param resident peak bytes in memory; 0 where the system does not tell
 */
record Usage(Duration cpu, long heap, long resident) {
    private static final Path STATUS = Path.of("/proc/self/status");

    /** Of this process. */
    static Usage now() throws IOException {
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(peak -> peak.getUsed())
                .sum();
        return new Usage(cpu(ProcessHandle.current()), heap, peakResident());
    }

    static Duration cpu(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(
                        () -> new IllegalStateException("This system does not tell the processor time of a process."));
    }

    void write(Path file) throws IOException {
        Files.write(file, List.of(cpu.toString(), Long.toString(heap), Long.toString(resident)), UTF_8);
    }

    static Usage read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, UTF_8);
        return new Usage(Duration.parse(lines.get(0)), Long.parseLong(lines.get(1)), Long.parseLong(lines.get(2)));
    }

    private static long peakResident() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        Optional<String> peak = Files.readAllLines(STATUS, UTF_8).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .findFirst();
        return peak.map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .orElse(0L);
    }
}
