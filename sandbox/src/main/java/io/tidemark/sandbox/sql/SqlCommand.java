package io.tidemark.sandbox.sql;

import com.aliyun.odps.Instance;
import com.aliyun.odps.Odps;
import com.aliyun.odps.OdpsException;
import com.aliyun.odps.account.AliyunAccount;
import com.aliyun.odps.data.Record;
import com.aliyun.odps.data.RecordReader;
import com.aliyun.odps.task.SQLTask;
import com.aliyun.odps.tunnel.InstanceTunnel;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidemark sandbox sql "TEXT"}. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Sends one SQL statement to MaxCompute and prints the rows.")
public final class SqlCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int BAD_INPUT = 2;
    private static final long POLL_MILLIS = 100;

    @Parameters(paramLabel = "TEXT", description = "The statement, for example \"SELECT COUNT(*) FROM t\".")
    private String text = "";

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "Where MaxCompute answers (default: ${DEFAULT-VALUE}).")
    private String endpoint = "http://127.0.0.1:8088/api";

    @Option(names = "--project", paramLabel = "NAME", description = "The project (default: ${DEFAULT-VALUE}).")
    private String project = "sandbox";

    @Option(names = "--access-id", paramLabel = "ID", description = "The key's id (default: ${DEFAULT-VALUE}).")
    private String accessId = "sandbox-id";

    @Option(
            names = "--access-secret",
            paramLabel = "SECRET",
            description = "The key's secret (default: the sandbox's).")
    private String accessSecret = "sandbox-secret";

    @Option(names = "--json", description = "Prints the rows as a JSON array of objects.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        try {
            RowPrinter printer = json ? new JsonRows(out) : new TableRows(out);
            run(printer);
            out.flush();
            return DONE;
        } catch (OdpsException | RuntimeException e) {
            err.println(sentence(e));
            return BAD_INPUT;
        }
    }

    private void run(RowPrinter printer) throws OdpsException, IOException {
        Odps odps = new Odps(new AliyunAccount(accessId, accessSecret));
        odps.setEndpoint(endpoint);
        odps.setDefaultProject(project);
        odps.getRestClient().setRetryTimes(0);
        odps.getRestClient().setConnectTimeout(10);
        Instance instance = SQLTask.run(odps, text);
        instance.waitForSuccess(POLL_MILLIS);
        InstanceTunnel.DownloadSession result =
                new InstanceTunnel(odps).createDownloadSession(project, instance.getId());
        printer.columns(result.getSchema().getColumns());
        if (result.getRecordCount() > 0) {
            print(result, printer);
        }
        printer.end();
    }

    private static void print(InstanceTunnel.DownloadSession result, RowPrinter printer)
            throws OdpsException, IOException {
        long rows = 0;
        try (RecordReader reader = result.openRecordReader(0, result.getRecordCount())) {
            for (Record row = reader.read(); row != null; row = reader.read()) {
                printer.row(row);
                rows++;
            }
        }
        if (rows != result.getRecordCount()) {
            throw new IOException("The result broke off after " + rows + " of " + result.getRecordCount() + " rows.");
        }
    }

    private String sentence(Exception e) {
        List<String> messages = new ArrayList<>();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return "Nothing answers at " + endpoint
                        + ": start it with 'tidemark sandbox', or name another with --endpoint.";
            }
            messages.add(String.valueOf(cause.getMessage()));
        }
        return messages.get(0).strip().replaceAll("\\s*\\n\\s*", " ");
    }
}
