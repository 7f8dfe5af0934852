package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@OnBothDatabases
class TransactionsTest {
    @RegisterExtension
    final FreshDatabase fresh = FreshDatabase.inMemory();

    @BeforeEach
    void notes() {
        fresh.transactions()
                .run(() -> execute("CREATE TABLE note (text VARCHAR(20) PRIMARY KEY, at TIMESTAMP(6) WITH TIME ZONE)"));
    }

    @Test
    void commitsWhatTheWorkDidAndGivesItsResult() {
        int result = fresh.transactions().inTransaction(() -> {
            note("a");
            return 42;
        });
        assertThat(result).isEqualTo(42);
        assertThat(fresh.count("note")).isEqualTo(1);
    }

    @Test
    void anExceptionRollsEverythingBack() {
        assertThatThrownBy(() -> fresh.transactions().run(() -> {
                    note("a");
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");
        assertThat(fresh.count("note")).isZero();
    }

    @Test
    void anInnerOneIsPartOfTheOuterOne() {
        assertThatThrownBy(() -> fresh.transactions().run(() -> {
                    fresh.transactions().run(() -> note("inner"));
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(fresh.count("note")).isZero();
    }

    @Test
    void aFailureInsideThatIsSwallowedStillUndoesAll() {
        assertThatThrownBy(() -> fresh.transactions().run(() -> {
                    note("outer");
                    try {
                        fresh.transactions().run(() -> {
                            note("inner");
                            throw new IllegalArgumentException("no");
                        });
                    } catch (IllegalArgumentException swallowed) {
                        note("after");
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nothing of it was committed");
        assertThat(fresh.count("note")).isZero();
    }

    @Test
    void thereIsNoHandleOutside() {
        assertThat(fresh.transactions().isOpen()).isFalse();
        assertThatThrownBy(() -> fresh.transactions().handle())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no transaction is open");
        fresh.transactions().run(() -> assertThat(fresh.transactions().isOpen()).isTrue());
    }

    @Test
    void aJoiningConnectionSharesTheFateOfTheTransaction() {
        assertThatThrownBy(() -> fresh.transactions().run(() -> {
                    joined("insert into note (text) values ('theirs')");
                    note("ours");
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(fresh.count("note")).isZero();

        fresh.transactions().run(() -> {
            joined("insert into note (text) values ('theirs')");
            note("ours");
        });
        assertThat(fresh.count("note")).isEqualTo(2);
    }

    @Test
    void aRollbackOfAJoiningConnectionDoomsTheTransaction() {
        assertThatThrownBy(() -> fresh.transactions().run(() -> {
                    note("ours");
                    try (Connection connection = fresh.transactions().joining().getConnection()) {
                        connection.rollback();
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(fresh.count("note")).isZero();
    }

    @Test
    void withoutATransactionAJoiningConnectionIsAnOrdinaryOne() throws SQLException {
        try (Connection connection = fresh.transactions().joining().getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
            connection.setAutoCommit(false);
            connection.createStatement().execute("insert into note (text) values ('a')");
            connection.rollback();
        }
        assertThat(fresh.count("note")).isZero();
    }

    @Test
    void errorsOfAJoiningConnectionAreTheDatabasesOwn() {
        assertThatThrownBy(() -> fresh.transactions().run(() -> {
                    try (Connection connection = fresh.transactions().joining().getConnection()) {
                        assertThatThrownBy(() -> connection.createStatement().execute("nonsense"))
                                .isInstanceOf(SQLException.class);
                        assertThat(java.util.Set.of(connection)).contains(connection);
                        throw new IllegalArgumentException("seen");
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                }))
                .hasMessage("seen");
    }

    @Test
    void eachThreadHasItsOwn() throws Exception {
        int threads = 8;
        int rounds = 200;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                String name = "t" + thread + "-";
                work.add(() -> {
                    for (int round = 0; round < rounds; round++) {
                        String text = name + round;
                        if (round % 4 == 0) {
                            assertThatThrownBy(() -> fresh.transactions().run(() -> {
                                        note(text);
                                        throw new IllegalArgumentException("no");
                                    }))
                                    .hasMessage("no");
                        } else {
                            fresh.transactions().run(() -> note(text));
                        }
                    }
                    return null;
                });
            }
            for (Future<Void> done : pool.invokeAll(work)) {
                done.get();
            }
        } finally {
            pool.shutdown();
        }
        assertThat(fresh.count("note")).isEqualTo(threads * rounds * 3 / 4);
    }

    @Test
    void instantsKeepTheirHourWhenTheClocksChange() {
        TimeZone here = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        try {
            for (Instant instant : List.of(
                    Instant.parse("2026-10-25T00:30:00.123456Z"), Instant.parse("2026-10-25T01:30:00.123456Z"))) {
                Instant back = fresh.transactions().inTransaction(() -> {
                    var handle = fresh.transactions().handle();
                    handle.createUpdate("INSERT INTO note (text, at) VALUES ('t', :at)")
                            .bind("at", instant)
                            .execute();
                    Instant read = handle.createQuery("SELECT at FROM note")
                            .mapTo(Instant.class)
                            .one();
                    handle.execute("DELETE FROM note");
                    return read;
                });
                assertThat(back).isEqualTo(instant);
            }
        } finally {
            TimeZone.setDefault(here);
        }
    }

    private void note(String text) {
        fresh.transactions()
                .handle()
                .createUpdate("INSERT INTO note (text) VALUES (:text)")
                .bind("text", text)
                .execute();
    }

    private void joined(String sql) {
        try (Connection connection = fresh.transactions().joining().getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
            connection.commit();
            assertThat(connection.getAutoCommit()).isFalse();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void execute(String sql) {
        fresh.transactions().handle().execute(sql);
    }
}
