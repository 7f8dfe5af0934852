package io.tidemark.sandbox.maxcompute;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.odps.data.Record;
import com.aliyun.odps.tunnel.TableTunnel;
import com.aliyun.odps.tunnel.TableTunnel.UploadStatus;
import com.aliyun.odps.tunnel.TunnelException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Sessions that go on until their server dies, and the proof afterwards that each is there whole or not at all. */
public final class TunnelLoad {
    private static final int ROWS = 300;

    /** Sessions in the order of their numbers; each writes its number into every row. */
    private final List<String> sessions = Collections.synchronizedList(new ArrayList<>());

    private final List<Integer> acknowledged = Collections.synchronizedList(new ArrayList<>());
    private CountDownLatch commits = new CountDownLatch(0);
    private Thread worker = new Thread(() -> {});

    /** Starts to write. */
    public void begin(String endpoint) throws Exception {
        Client client = new Client(endpoint);
        client.run("CREATE TABLE IF NOT EXISTS load (n BIGINT)");
        commits = new CountDownLatch(5);
        worker = new Thread(() -> writeUntilTheEnd(client));
        worker.start();
    }

    private void writeUntilTheEnd(Client client) {
        try {
            while (true) {
                TableTunnel.UploadSession session = client.upload("load");
                int number = sessions.size();
                sessions.add(session.getId());
                Client.write(session, 0, ROWS / 2, (row, i) -> row.setBigint(0, (long) number));
                Client.write(session, 1, ROWS / 2, (row, i) -> row.setBigint(0, (long) number));
                session.commit(new Long[] {0L, 1L});
                acknowledged.add(number);
                commits.countDown();
            }
        } catch (Exception serverDied) {
            commits.countDown();
        }
    }

    /** Returns when so many sessions were committed since the begin. */
    public void awaitCommits(int count) throws InterruptedException {
        assertThat(count).isLessThanOrEqualTo(5);
        commits.await();
    }

    /** Returns when the writer has noticed the death of its server. */
    public void end() throws InterruptedException {
        worker.join();
    }

    /** Acknowledged sessions are there; every other is as its status says; all of them whole. */
    public void verify(String endpoint) throws Exception {
        Client client = new Client(endpoint);
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(15);
        long committed = 0;
        for (int number = 0; number < sessions.size(); number++) {
            TableTunnel.UploadSession session = client.tunnel.getUploadSession("sandbox", "load", sessions.get(number));
            boolean closed = session.getStatus() == UploadStatus.CLOSED;
            assertThat(closed || !acknowledged.contains(number)).isTrue();
            if (!closed && session.getBlockList().length == 2) {
                session.commit(new Long[] {0L, 1L});
                closed = true;
            }
            assertThat(client.count("load WHERE n = " + number)).isEqualTo(closed ? ROWS : 0);
            committed += closed ? 1 : 0;
        }
        assertThat(client.count("load")).isEqualTo(committed * ROWS);
    }

    /** Two rows for the command line to print. */
    public static void fillPlaces(String endpoint) throws Exception {
        TableTunnel.UploadSession session = new Client(endpoint).upload("places");
        Client.write(session, 0, 2, (Record row, Long i) -> {
            row.setString(0, i == 0 ? "Kyōto" : null);
            row.setBigint(1, i == 0 ? 7L : 123L);
        });
        try {
            session.commit();
        } catch (TunnelException e) {
            throw new AssertionError(e);
        }
    }

    /** Commits five rows that a slow commit will bring in; returns the id of their session. */
    public static String beginCommit(String endpoint) throws Exception {
        Client client = new Client(endpoint);
        client.run("CREATE TABLE slow (n BIGINT)");
        TableTunnel.UploadSession session = client.upload("slow");
        Client.writeNumbers(session, 0, 0, 5);
        session.commit(new Long[] {0L});
        return session.getId();
    }

    /** What can be seen of that session and its rows. */
    public static String look(String endpoint, String session) throws Exception {
        Client client = new Client(endpoint);
        return client.tunnel.getUploadSession("sandbox", "slow", session).getStatus() + " rows=" + client.count("slow");
    }
}
