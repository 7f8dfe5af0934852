package io.tidemark.sandbox.load;

import com.alicloud.openservices.tablestore.ClientException;
import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.TableStoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sandbox load}: exit code 0 when all rows are written, 1 when the service failed, 2 for bad input. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description =
                "Writes a JSON, GeoJSON, JSON-lines or CSV file into a Tablestore table, creating it with a stream.",
        footer = {
            "",
            "Objects and arrays inside a row are stored as JSON text, nulls are left out.",
            "Values of a CSV file are text; key columns are integers if those of the first row are."
        })
// The fields are set by the command line before call().
@SuppressWarnings("NullAway.Init")
public final class LoadCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "TABLE", description = "Name of the table.")
    private String table;

    @Parameters(index = "1", paramLabel = "FILE", description = "Ends in .json, .geojson, .jsonl, .ndjson or .csv.")
    private Path file;

    @Option(names = "--key", required = true, split = ",", paramLabel = "COL", description = "Columns of the key.")
    private List<String> key;

    @Option(
            names = "--shards",
            defaultValue = "1",
            paramLabel = "N",
            description = "Shards of a new table (default: ${DEFAULT-VALUE}).")
    private int shards;

    @Option(
            names = "--endpoint",
            defaultValue = "http://127.0.0.1:8087",
            paramLabel = "URL",
            description = "Default: ${DEFAULT-VALUE}.")
    private String endpoint;

    @Option(names = "--instance", defaultValue = "sandbox", description = "Default: ${DEFAULT-VALUE}.")
    private String instance;

    @Option(names = "--access-id", defaultValue = "sandbox-id", description = "Default: ${DEFAULT-VALUE}.")
    private String accessId;

    @Option(names = "--access-secret", defaultValue = "sandbox-secret", description = "Default: that of the sandbox.")
    private String accessSecret;

    @Override
    public Integer call() {
        try {
            if (shards < 1) {
                throw new BadInputException("A table has at least 1 shard: give --shards 1 or more.");
            }
            long rows = load(InputFile.of(file));
            spec.commandLine().getOut().println(rows + " rows written to " + table + ".");
            return 0;
        } catch (BadInputException e) {
            return failed(2, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return failed(2, file + " cannot be read: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return failed(2, "Tablestore's client does not take that: " + e.getMessage());
        } catch (TableStoreException e) {
            return failed(
                    e.getHttpStatus() < 500 ? 2 : 1,
                    "Tablestore at " + endpoint + " refused (" + e.getErrorCode() + "): " + e.getMessage());
        } catch (ClientException e) {
            return failed(
                    1,
                    "Tablestore at " + endpoint + " does not answer: " + e.getMessage()
                            + " Start it with `tidemark sandbox`, or give --endpoint.");
        }
    }

    private long load(InputFile input) throws BadInputException, IOException {
        Connection connection = new Connection(endpoint, instance, accessId, accessSecret);
        SyncClient client = connection.open();
        try {
            return new TableLoader(connection, client, new TableOrder(table, key, shards)).load(input, file.toString());
        } finally {
            client.shutdown();
        }
    }

    private int failed(int exitCode, String sentence) {
        spec.commandLine().getErr().println(sentence);
        return exitCode;
    }
}
