package io.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.control.OperatorCall;
import io.tidemark.control.RemoteDesk;
import io.tidemark.instance.InstanceState;
import io.tidemark.instance.Origin;
import io.tidemark.operator.Desk;
import io.tidemark.store.FreshDatabase;
import io.tidemark.store.InstanceFilter;
import io.tidemark.store.OperatorAddress;
import io.tidemark.workflow.Secret;
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
                        7),
                new InstanceFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        1));

        filters.forEach(filter ->
                assertThat(desk.instances(filter)).containsExactly(CannedInstances.WHOLE, CannedInstances.BARE));

        assertThat(console.desk.instanceFilters).isEqualTo(filters);
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
