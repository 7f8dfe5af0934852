package io.tidemark.sandbox.tablestore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.ClientException;
import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.model.StreamRecord;
import com.alicloud.openservices.tablestore.model.StreamShard;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was answered is there afterwards, however the server ended. */
final class DurabilityTest {

    @TempDir
    Path data;

    @Test
    void aRestartKeepsRowsStreamsShardsAndIterators() throws IOException {
        String iterator;
        String streamId;
        try (Session before = new Session()) {
            Samples.create(before.client);
            Samples.write(before.client, "a", 1);
            streamId = Streams.id(before.client, Samples.TABLE);
            String shard = Streams.shards(before.client, streamId).get(0).getShardId();
            iterator = Streams.iterator(before.client, streamId, shard);
            before.server
                    .store()
                    .instance("sandbox")
                    .table(Samples.TABLE)
                    .reshaping()
                    .split(shard);
            Samples.write(before.client, "a", 2);
            Samples.write(before.client, "b", 3);
        }
        try (Session after = new Session()) {
            assertThat(Samples.value(after.client, "a")).isEqualTo(2);
            assertThat(Samples.value(after.client, "b")).isEqualTo(3);
            assertThat(Streams.id(after.client, Samples.TABLE)).isEqualTo(streamId);
            assertThat(Streams.shards(after.client, streamId)).hasSize(3);
            assertThat(Streams.read(after.client, iterator, 10).getRecords()).hasSize(1);
            assertThat(records(after.client)).hasSize(3);
            Samples.write(after.client, "a", 4);
            assertThat(records(after.client)).hasSize(4);
        }
    }

    @Test
    void aTornTailIsCutAndAChangedByteIsRefused() throws IOException {
        try (Session before = new Session()) {
            Samples.create(before.client);
            Samples.write(before.client, "a", 1);
            Samples.write(before.client, "b", 2);
        }
        Path log = onlyLog();
        byte[] whole = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(whole, whole.length - 3));
        try (Session torn = new Session()) {
            assertThat(Samples.value(torn.client, "a")).isEqualTo(1);
            assertThat(Samples.read(torn.client, "b")).isNull();
            Samples.write(torn.client, "c", 3);
            assertThat(records(torn.client)).hasSize(2);
        }
        byte[] changed = Files.readAllBytes(log);
        changed[30] ^= 1;
        Files.write(log, changed, StandardOpenOption.TRUNCATE_EXISTING);
        assertThatThrownBy(Session::new).isInstanceOf(IOException.class).hasMessageContaining("is damaged at byte 0");
    }

    @Test
    void aDirectoryBelongsToOneServer() throws IOException {
        try (Session first = new Session()) {
            assertThat(first.server.port()).isPositive();
            assertThatThrownBy(Session::new)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is in use by another sandbox");
        }
    }

    @Test
    void segmentsThatExpiredGoAndTheRowsStay() throws IOException {
        TurnedClock clock = new TurnedClock(Instant.parse("2026-11-22T10:00:00Z"));
        TablestoreOptions small =
                TablestoreOptions.of(clock).withDataDirectory(data).withSegmentBytes(2000);
        try (TablestoreServer server = TablestoreServer.start(small)) {
            SyncClient client = Clients.of(server);
            Samples.create(client);
            for (int i = 0; i < 100; i++) {
                Samples.write(client, "k" + i, i);
            }
            long before = logs().size();
            clock.turn(Duration.ofHours(25));
            for (int i = 0; i < 40; i++) {
                Samples.write(client, "k" + i, 1000 + i);
            }
            assertThat(before).isGreaterThan(5);
            assertThat((long) logs().size()).isLessThan(before);
            assertThat(records(client)).hasSize(40);
            client.shutdown();
        }
        try (TablestoreServer server = TablestoreServer.start(small)) {
            SyncClient client = Clients.of(server);
            for (int i = 0; i < 100; i++) {
                assertThat(Samples.value(client, "k" + i)).isEqualTo(i < 40 ? 1000 + i : i);
            }
            assertThat(records(client)).hasSize(40);
            client.shutdown();
        }
    }

    @Test
    void killingTheProcessLosesNothingThatWasAnswered() throws Exception {
        long answered = 0;
        for (int round = 0; round < 2; round++) {
            Process process = child();
            SyncClient client = null;
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
                client = new SyncClient(
                        String.valueOf(lines.readLine()),
                        "sandbox-id",
                        "sandbox-secret",
                        "sandbox",
                        Clients.configuration());
                if (round == 0) {
                    Samples.create(client);
                }
                long killAt = answered + 300;
                while (true) {
                    Samples.write(client, "k" + answered, answered);
                    answered++;
                    if (answered == killAt) {
                        Thread killer = new Thread(process::destroyForcibly);
                        killer.start();
                    }
                }
            } catch (ClientException | TableStoreException killed) {
                process.waitFor();
            } finally {
                process.destroyForcibly();
                if (client != null) {
                    client.shutdown();
                }
            }
        }
        try (Session after = new Session()) {
            for (long i = 0; i < answered; i++) {
                assertThat(Samples.value(after.client, "k" + i)).isEqualTo(i);
            }
            long unanswered = Samples.read(after.client, "k" + answered) == null ? 0 : 1;
            List<StreamRecord> records = records(after.client);
            assertThat(records.stream()
                            .map(StreamRecord::getPrimaryKey)
                            .distinct()
                            .count())
                    .isEqualTo(answered + unanswered);
        }
    }

    private Process child() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerProcess.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private List<StreamRecord> records(SyncClient client) {
        String streamId = Streams.id(client, Samples.TABLE);
        List<StreamRecord> all = new ArrayList<>();
        for (StreamShard shard : Streams.shards(client, streamId)) {
            all.addAll(Streams.all(client, streamId, shard.getShardId()));
        }
        return all;
    }

    private Path onlyLog() throws IOException {
        assertThat(logs()).hasSize(1);
        return logs().get(0);
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> file.toString().endsWith(".log")).toList();
        }
    }

    /** A server on the data directory, and a client of it. */
    private final class Session implements AutoCloseable {

        final TablestoreServer server = TablestoreServer.start(
                TablestoreOptions.of(InstantSource.system()).withDataDirectory(data));
        final SyncClient client = Clients.of(server);

        Session() throws IOException {}

        @Override
        public void close() {
            client.shutdown();
            server.close();
        }
    }
}
