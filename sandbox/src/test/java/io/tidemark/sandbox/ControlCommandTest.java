package io.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.StreamSpecification;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import io.tidemark.sandbox.fault.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands that make things go wrong, as a person types them. */
final class ControlCommandTest {

    private RunningSandbox sandbox;

    /** What a command printed, and how it ended. */
    record Ended(int exit, String out, String err) {}

    @BeforeEach
    void start() throws Exception {
        sandbox = RunningSandbox.start(new SandboxPlan(
                null, Set.of("sandbox"), 0, 0, 0, 7, () -> Instant.parse("2026-11-22T02:00:00Z"), time -> {}));
        SyncClient client = new SyncClient(sandbox.tablestoreEndpoint(), "sandbox-id", "sandbox-secret", "sandbox");
        try {
            TableMeta meta = new TableMeta("t");
            meta.addPrimaryKeyColumn("pk", PrimaryKeyType.STRING);
            CreateTableRequest request = new CreateTableRequest(meta, new TableOptions(-1, 1));
            request.setStreamSpecification(new StreamSpecification(true, 24));
            client.createTable(request);
        } finally {
            client.shutdown();
        }
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    static Ended run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
        return new Ended(exit, out.toString(), err.toString());
    }

    private Ended ask(String line) {
        return run((line + " --admin " + sandbox.adminEndpoint().orElseThrow()).split(" "));
    }

    private String told(String line) {
        Ended ended = ask(line);
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.err()).isEmpty();
        return ended.out();
    }

    private String refused(String line) {
        Ended ended = ask(line);
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).hasLineCount(1);
        return ended.err().strip();
    }

    @Test
    void rulesAreAddedShownAndTakenAway() {
        assertThat(told("fault list")).isEqualTo("No rules.\n");
        assertThat(told("fault add CommitUpload reset@after --times 1 --seed 5"))
                .isEqualTo("Rule 1: CommitUpload reset@after --times 1 (struck 0 of 0 calls)\n");
        assertThat(told("fault add PutRow error=OTSServerBusy --table t --probability 0.5"))
                .matches("Rule 2: PutRow error=OTSServerBusy --table t --probability 0.5 --seed -?\\d+"
                        + " \\(struck 0 of 0 calls\\)\n");
        assertThat(told("fault list"))
                .hasLineCount(2)
                .contains("1: CommitUpload")
                .contains("2: PutRow");
        assertThat(told("fault list --json")).startsWith("{\"seed\":7,\"rules\":[{\"id\":1,");
        assertThat(told("fault clear 1")).isEqualTo("Rules taken away: 1.\n");
        assertThat(refused("fault clear 1")).isEqualTo("There is no rule 1.");
        assertThat(told("fault clear")).isEqualTo("Rules taken away: 1.\n");
    }

    @Test
    void whatCannotBeIsOneSentenceOfTheSandbox() {
        assertThat(refused("fault add PutRows reset")).startsWith("There is no operation 'PutRows': take one of");
        assertThat(refused("fault add PutRow explode")).startsWith("There is no fault 'explode'");
        assertThat(refused("fault clear x")).isEqualTo("The number of a rule is digits, not 'x': see 'fault list'.");
        assertThat(refused("shard split nothing")).isEqualTo("Requested table does not exist.");
        assertThat(refused("clock jump soon")).contains("no length of time");
        assertThat(refused("clock set 2026-11-22T10:05:00")).contains("with its offset");
    }

    @Test
    void theHelpKnowsEveryFault() {
        Ended help = run("fault", "add", "-h");
        assertThat(help.exit()).isZero();
        assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
        List<String> words = List.of(
                "latency=",
                "reset[",
                "refused=",
                "half",
                "status=",
                "error=",
                "bad-signature",
                "skew=",
                "pages=",
                "shards=",
                "trim=",
                "slow-commit=",
                "recommit-conflict",
                "session=",
                "cut-block=");
        assertThat(words).hasSameSizeAs(Fault.class.getPermittedSubclasses());
        assertThat(help.out()).contains(words);
        assertThat(run("fault").exit()).isEqualTo(2);
        assertThat(run("fault").err()).contains("add", "list", "clear");
    }

    @Test
    void shardsSplitMergeAndExpire() {
        String first = told("shard list t").strip();
        assertThat(first).matches("[0-9a-f-]{36} open");
        String parent = first.substring(0, 36);
        assertThat(told("shard split t"))
                .hasLineCount(3)
                .contains(parent + " closed")
                .contains(" open, from " + parent);
        assertThat(told("shard merge t")).hasLineCount(4).containsPattern("open, from .{36} and .{36}");
        assertThat(refused("shard merge t")).contains("has no open neighbour.");
        assertThat(told("shard expire t --records 3")).hasLineCount(4);
        assertThat(told("shard expire t --json")).startsWith("{\"shards\":[{\"id\":\"" + parent);
        assertThat(refused("shard expire t --records 0")).isEqualTo("'records' is at least 1, not 0.");
        assertThat(refused("shard split t --shard " + parent)).contains("is closed.");
    }

    @Test
    void theClockIsTurned() {
        assertThat(told("clock show")).isEqualTo("2026-11-22T02:00:00Z, as the system has it\n");
        assertThat(told("clock jump 24h")).isEqualTo("2026-11-23T02:00:00Z, 1d ahead of the system\n");
        assertThat(told("clock jump 25h --back")).isEqualTo("2026-11-22T01:00:00Z, 1h behind the system\n");
        assertThat(told("clock set 2026-11-22T10:05:00+08:00"))
                .isEqualTo("2026-11-22T02:05:00Z, 5m ahead of the system\n");
        assertThat(told("clock reset")).isEqualTo("2026-11-22T02:00:00Z, as the system has it\n");
    }

    @Test
    void anAddressWhereNothingIsTellsWhatToDo() {
        Ended nobody = run("fault", "list", "--admin", "http://127.0.0.1:1");
        assertThat(nobody.exit()).isEqualTo(1);
        assertThat(nobody.err().strip())
                .isEqualTo("No admin port answers at http://127.0.0.1:1:"
                        + " start the sandbox with --admin-port, or name another address with --admin.");
        Ended nonsense = run("fault", "list", "--admin", "8089");
        assertThat(nonsense.exit()).isEqualTo(2);
        assertThat(nonsense.err().strip())
                .isEqualTo("'8089' is no address of an admin port: it looks like http://127.0.0.1:8089.");
        Ended another = run("fault", "list", "--admin", sandbox.tablestoreEndpoint());
        assertThat(another.exit()).isEqualTo(2);
        assertThat(another.err()).contains("is no admin port").hasLineCount(1);
    }
}
