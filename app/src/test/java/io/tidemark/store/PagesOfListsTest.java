package io.tidemark.store;

import static io.tidemark.store.LedgerFixture.minutes;
import static io.tidemark.store.LedgerFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.instance.InstanceId;
import io.tidemark.sync.ChainId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages of a list, put together, are the list: also where many elements share a time. */
@OnBothDatabases
class PagesOfListsTest {
    @RegisterExtension
    final FreshDatabase database = FreshDatabase.inMemory();

    @Test
    void ofInstances() {
        for (String time : List.of("10:04", "10:06", "10:05")) {
            for (String task : List.of("c/b", "a/x", "a/X", "b/a")) {
                plan(task + "@2026-11-22T" + time + "+08:00");
            }
        }
        InstanceViews views = new InstanceViews(database.transactions());
        List<InstanceView> all = views.list(newest(100, Optional.empty()));

        assertThat(all).hasSize(12);
        for (int size = 1; size <= 13; size++) {
            int most = size;
            assertThat(joined((Optional<InstanceView> last) -> views.list(newest(most, last.map(InstanceView::id)))))
                    .as("pages of " + most)
                    .isEqualTo(all);
        }
    }

    private static InstanceFilter newest(int most, Optional<InstanceId> after) {
        return new InstanceFilter(
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                most,
                after);
    }

    private void plan(String id) {
        TestInstances.plan(database.transactions(), InstanceId.parse(id), LedgerFixture.NOW);
    }

    @Test
    void ofWindows() {
        LedgerFixture fixture = new LedgerFixture(database.transactions());
        for (String chain : List.of("b, with a comma", "a", "B")) {
            for (int minute = 0; minute < 3; minute++) {
                fixture.committed(request(new ChainId(chain), minutes(minute, minute + 1), false));
            }
        }
        LedgerView ledger = new LedgerView(database.transactions());
        List<WindowView> all = ledger.windows(new WindowFilter(Optional.empty(), Optional.empty(), 100));

        assertThat(all).hasSize(9);
        for (int size = 1; size <= 10; size++) {
            int most = size;
            assertThat(joined((Optional<WindowView> last) -> ledger.windows(new WindowFilter(
                            Optional.empty(), Optional.empty(), most, last.map(PagesOfListsTest::place)))))
                    .as("pages of " + most)
                    .isEqualTo(all);
        }
    }

    private static WindowPlace place(WindowView window) {
        WindowPlace place = WindowPlace.of(window);
        assertThat(WindowPlace.parse(place.toString())).isEqualTo(place);
        return place;
    }

    /** Asks for page after page, each behind the last element of the one before. */
    private static <T> List<T> joined(Function<Optional<T>, List<T>> page) {
        List<T> all = new ArrayList<>();
        List<T> found = page.apply(Optional.empty());
        while (!found.isEmpty()) {
            all.addAll(found);
            found = page.apply(Optional.of(found.get(found.size() - 1)));
        }
        return all;
    }
}
