package io.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.control.OperatorCall;
import io.tidemark.control.RemoteDesk;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Origin;
import io.tidemark.operator.Desk;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.InstanceFilter;
import io.tidemark.store.OperatorAddress;
import io.tidemark.workflow.Secret;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a command sees of instances through the operator's address is what the operator's desk shows. */
class InstanceApiTest {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    private LiveConsole console;
    private Desk desk;

    @BeforeEach
    void start() {
        console = new LiveConsole(database.transactions(), (attempt, display) -> {});
        desk = new RemoteDesk(
                OperatorCall.here(new OperatorAddress(console.server.port(), new Secret("let me in")), "somebody"));
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void filtersArriveAndInstancesComeBack() {
        List<InstanceFilter> filters = List.of(
                new InstanceFilter(
                        Optional.of("quakes & more"),
                        Optional.of("changes"),
                        Set.of(InstanceState.FAILED, InstanceState.UNDECIDED),
                        Optional.of(Instant.EPOCH),
                        Optional.of(Instant.EPOCH.plusSeconds(1)),
                        Optional.of(Origin.Kind.REQUESTED),
                        7,
                        Optional.of(CannedInstances.OTHER)),
                new InstanceFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        1));

        assertThat(desk.instances(filters.get(0))).containsExactly(CannedInstances.WHOLE, CannedInstances.BARE);
        assertThat(desk.instances(filters.get(1))).containsExactly(CannedInstances.WHOLE);

        assertThat(console.desk.instanceFilters)
                .as("one more is looked for than is shown")
                .isEqualTo(filters.stream().map(InstanceApiTest::withOneMore).toList());
    }

    private static InstanceFilter withOneMore(InstanceFilter filter) {
        return new InstanceFilter(
                filter.workflow(),
                filter.task(),
                filter.states(),
                filter.from(),
                filter.to(),
                filter.origin(),
                filter.limit() + 1,
                filter.after());
    }

    @Test
    void anAnswerSaysWhereTheListGoesOn() throws Exception {
        Browser program = console.stranger().carrying("let me in");

        HttpResponse<String> first = program.get("/v1/instances?workflow=a%20b%26c&limit=1");
        String next = first.headers().firstValue("Link").orElseThrow();
        assertThat(next).matches("</v1/instances\\?workflow=a\\+b%26c&limit=1&cursor=[^ ]+>; rel=\"next\"");
        program.get(next.substring(1, next.indexOf('>')));
        assertThat(console.desk.instanceFilters)
                .extracting(InstanceFilter::workflow, InstanceFilter::after)
                .containsExactly(
                        tuple(Optional.of("a b&c"), Optional.empty()),
                        tuple(Optional.of("a b&c"), Optional.of(CannedInstances.WHOLE.id())));

        assertThat(program.get("/v1/instances?limit=2").headers().firstValue("Link"))
                .as("all are shown")
                .isEmpty();
        HttpResponse<String> refused = program.get("/v1/instances?cursor=7");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("`cursor` is not one that an answer has given");
    }

    @Test
    void anInstanceComesWithEverything() {
        assertThat(desk.instance(CannedInstances.ID)).isEqualTo(CannedInstances.DETAILS);
        assertThat(desk.instance(CannedInstances.OTHER)).isEqualTo(CannedInstances.BARE_DETAILS);
        assertThat(desk.why(CannedInstances.ID)).isEqualTo(CannedInstances.WHY);
        assertThat(desk.tasks()).isEqualTo(CannedInstances.TASKS);
    }

    @Test
    void aLogIsAskedForByAttemptAndPosition() {
        assertThat(desk.log(CannedInstances.ID, Optional.of(2), 17)).isEqualTo(CannedInstances.PAGE);
        assertThat(desk.log(CannedInstances.ID, Optional.empty(), 0)).isEqualTo(CannedInstances.PAGE);
        assertThat(console.desk.logs).containsExactly("Optional[2] 17", "Optional.empty 0");
    }
}
