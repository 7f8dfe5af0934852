package io.tidemark.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark sandbox fault add}. */
@Command(
        name = "add",
        description = "Adds a rule: from now on, calls of the operation are struck by the fault.",
        footer = {
            "",
            "Faults:",
            "  latency=TIME[@after]  the call takes longer: before its effect, or after it",
            "  reset[@after]         the connection is reset; @after: the effect is done and",
            "                        the answer is lost",
            "  refused=TIME          the port is closed to everyone for so long",
            "  half                  the effect is done, the answer breaks off in the middle",
            "  status=N[@after]      the page of a gateway with this status: 500, 503, 429",
            "  error=CODE[@after]    an error of the service: OTSServerBusy, OTSTimeout,",
            "                        OTSPartitionUnavailable, OTSTrimmedDataAccess,",
            "                        OTSQuotaExhausted, OTSAuthFailed; FlowExceeded,",
            "                        InternalServerError, StatusConflict, Unauthorized, ...",
            "  bad-signature         Tablestore signs its answer wrongly",
            "  skew=TIME             the service's clock is off by so much; -TIME: behind",
            "  pages=N               DescribeStream, GetStreamRecord: at most N a page;",
            "                        GetShardIterator: N tokens before the iterator",
            "  shards=split|merge|expire",
            "                        happens to the shards of the table, before the effect",
            "  trim=N                the oldest N records of the call's shard go before the",
            "                        effect, or of each shard if the call reads none",
            "  slow-commit=TIME      CommitUpload: closing for so long, then closed, visible",
            "  recommit-conflict     CommitUpload: StatusConflict if it is committed already",
            "  session=expired|canceled|critical|forgotten",
            "                        the upload session ends before the effect",
            "  cut-block=BYTES       PutBlock: the end of the block is lost on its way",
            "",
            "TIME is a length such as 250ms, 30s, 2m, 24h.",
            "Several rules may strike one call."
        })
// The fields are set by the command line before call().
@SuppressWarnings("NullAway.Init")
final class FaultAdd extends Step {

    @Parameters(
            index = "0",
            paramLabel = "OPERATION",
            description = "PutRow, GetStreamRecord, CreateUpload, PutBlock, CommitUpload, GetUpload, ...;"
                    + " tablestore or maxcompute for all of a service.")
    private String operation;

    @Parameters(index = "1", paramLabel = "FAULT", description = "One of the list below.")
    private String fault;

    @Option(names = "--table", paramLabel = "NAME", description = "Only calls about this table.")
    private @Nullable String table;

    @Option(
            names = "--calls",
            paramLabel = "N|A..B",
            description = "Only the n-th call from now, or the a-th to the b-th.")
    private @Nullable String calls;

    @Option(names = "--every", paramLabel = "N", description = "Only each n-th call of these, from the first on.")
    private @Nullable String every;

    @Option(names = "--probability", paramLabel = "P", description = "Only by chance, above 0 and at most 1.")
    private @Nullable String probability;

    @Option(names = "--times", paramLabel = "N", description = "No more calls than this.")
    private @Nullable String times;

    @Option(names = "--seed", paramLabel = "N", description = "Decides the chance; it is printed if it is not given.")
    private @Nullable String seed;

    @Override
    Said ask(AdminPort port) throws RefusedException {
        ObjectNode rule = JsonNodeFactory.instance
                .objectNode()
                .put("operation", operation)
                .put("fault", fault)
                .put("table", table)
                .put("calls", calls)
                .put("every", every)
                .put("probability", probability)
                .put("times", times)
                .put("seed", seed);
        JsonNode added = port.post("/faults", rule);
        return Said.line(added, "Rule " + RuleLine.of(added));
    }
}
