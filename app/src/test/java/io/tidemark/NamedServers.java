package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.aliyun.odps.Odps;
import com.aliyun.odps.account.AliyunAccount;
import com.aliyun.odps.task.SQLTask;
import io.tidemark.cli.Terminal;
import io.tidemark.sandbox.fault.FaultRule;
import io.tidemark.sandbox.fault.FaultText;
import io.tidemark.sandbox.fault.Faults;
import io.tidemark.sandbox.fault.Operation;
import io.tidemark.sandbox.maxcompute.MaxComputeOptions;
import io.tidemark.sandbox.maxcompute.MaxComputeServer;
import io.tidemark.sandbox.tablestore.TablestoreOptions;
import io.tidemark.sandbox.tablestore.TablestoreServer;
import io.tidemark.wiring.CommandLines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** Both servers, a datasources.yaml in which they are called {@code ots} and {@code odps}, and the command line. */
final class NamedServers implements AutoCloseable {
    private static final String SECRET = "sandbox-secret";

    final TablestoreServer tablestore;
    final MaxComputeServer maxCompute;
    final SyncClient client;
    final Odps odps;

    private final Faults faults = new Faults(1, time -> {});
    private final Path folder;

    /** What a command printed and how it ended. */
    record Ran(int code, String out, String err) {
        Ran ok() {
            assertThat(code).as(out + err).isZero();
            return this;
        }
    }

    NamedServers(Path folder) throws Exception {
        this.folder = folder;
        tablestore = TablestoreServer.start(
                TablestoreOptions.of(InstantSource.system()).withFaults(faults));
        maxCompute = MaxComputeServer.start(
                MaxComputeOptions.of(InstantSource.system()).withFaults(faults));
        client = new SyncClient(tablestore.endpoint(), "sandbox-id", SECRET, "sandbox");
        odps = new Odps(new AliyunAccount("sandbox-id", SECRET));
        odps.setEndpoint(maxCompute.endpoint());
        odps.setDefaultProject("sandbox");
        declare("ots", "tablestore", tablestore.endpoint(), "instance: sandbox", SECRET);
        declare("odps", "maxcompute", maxCompute.endpoint(), "project: sandbox", SECRET);
    }

    Path file() {
        return folder.resolve("datasources.yaml");
    }

    void declare(String name, String type, String endpoint, String inside, String secret) throws Exception {
        String before = Files.exists(file()) ? Files.readString(file()) : "";
        Files.writeString(
                file(),
                before
                        + "%s: {type: %s, endpoint: \"%s\", %s, accessKeyId: sandbox-id, accessKeySecret: \"%s\"}%n"
                                .formatted(name, type, endpoint, inside, secret));
    }

    /** The project by another name, with a tunnel. */
    void declareWithTunnel(String name, String tunnel) throws Exception {
        declare(
                name,
                "maxcompute",
                maxCompute.endpoint(),
                "project: sandbox, tunnelEndpoint: \"%s\"".formatted(tunnel),
                SECRET);
    }

    void strike(Operation operation, String fault) {
        faults.add(FaultRule.on(operation, FaultText.parse(fault)));
    }

    void sql(String text) throws Exception {
        SQLTask.run(odps, text).waitForSuccess(10);
    }

    Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false, Optional.empty());
        int code = CommandLines.commands(terminal, folder).execute(arguments);
        assertThat(out.toString() + err).doesNotContain(SECRET, "not the secret", "\tat ", "Exception");
        return new Ran(code, out.toString(), err.toString());
    }

    @Override
    public void close() throws Exception {
        client.shutdown();
        maxCompute.close();
        tablestore.close();
    }
}
