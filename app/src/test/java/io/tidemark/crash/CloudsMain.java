package io.tidemark.crash;

import io.tidemark.sandbox.fault.Faults;
import io.tidemark.sandbox.fault.Moment;
import io.tidemark.sandbox.fault.Operation;
import io.tidemark.sandbox.maxcompute.MaxComputeOptions;
import io.tidemark.sandbox.maxcompute.MaxComputeServer;
import io.tidemark.sandbox.tablestore.TablestoreOptions;
import io.tidemark.sandbox.tablestore.TablestoreServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/**
 * Both services in a process of their own, so that they can be killed: {@code DATA TABLESTORE-PORT MAXCOMPUTE-PORT SEED SHARDS}.
 * It says {@code ready TABLESTORE MAXCOMPUTE}. To {@code hold OPERATION MOMENT NTH} it holds that call for ever, and says
 * {@code held} when it came; after {@code weather} its faults strike by chance, after {@code calm} none does.
 */
final class CloudsMain {
    private CloudsMain() {}

    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(arguments[0]);
        Faults faults = new Faults(Long.parseLong(arguments[3]), CloudsMain::await);
        TablestoreServer tablestore = TablestoreServer.start(TablestoreOptions.of(InstantSource.system())
                .withDataDirectory(data.resolve("tablestore"))
                .withPort(Integer.parseInt(arguments[1]))
                .withInitialShards(Integer.parseInt(arguments[4]))
                .withFaults(faults));
        MaxComputeServer maxCompute = MaxComputeServer.start(MaxComputeOptions.of(InstantSource.system())
                .withDataDirectory(data.resolve("maxcompute"))
                .withPort(Integer.parseInt(arguments[2]))
                .withFaults(faults));
        System.out.println("ready " + tablestore.endpoint() + " " + maxCompute.endpoint());
        BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = told.readLine(); line != null; line = told.readLine()) {
            String[] words = line.split(" ", 4);
            switch (words[0]) {
                case "hold" ->
                    faults.add(Gate.rule(
                            Operation.valueOf(words[1]), Moment.valueOf(words[2]), Integer.parseInt(words[3])));
                case "weather" -> Weather.bad(faults);
                case "calm" -> faults.clear();
                default -> throw new IllegalArgumentException(line);
            }
            System.out.println("done");
        }
        Runtime.getRuntime().halt(0);
    }

    private static void await(Duration time) {
        if (Gate.isMeantBy(time)) {
            System.out.println("held");
        }
        LockSupport.parkNanos(time.toNanos());
    }
}
