package io.tidemark.bench;

import com.aliyun.odps.OdpsException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The plain copy with the two SDKs. */
final class PlainSide implements Side {
    @Override
    public String name() {
        return "plain";
    }

    @Override
    public Copied copy(Path folder, Services services, Copying copying, List<String> jvm)
            throws IOException, InterruptedException {
        MeasuredProcess ran = MeasuredProcess.run(
                folder,
                jvm,
                Program.class,
                List.of(
                        services.tablestore(),
                        services.maxCompute(),
                        copying.start().toString(),
                        copying.end().toString(),
                        copying.partition(),
                        String.valueOf(copying.concurrent())));
        List<String> printed = List.of(ran.out().strip().split(" ", -1));
        return new Copied(Long.parseLong(printed.get(0)), 0, Double.parseDouble(printed.get(1)), ran.usage());
    }

    /** What runs in the other JVM; prints rows and seconds. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) throws IOException, InterruptedException, OdpsException {
            Services services = new Services(args[0], args[1]);
            Copying copying =
                    new Copying(Instant.parse(args[2]), Instant.parse(args[3]), args[4], Integer.parseInt(args[5]));
            long begun = System.nanoTime();
            long written = new PlainCopy(services).copy(copying);
            System.out.println(written + " " + (System.nanoTime() - begun) / 1e9);
        }
    }
}
