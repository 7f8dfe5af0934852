package io.tidemark.tablestore;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes HTTP on and, when told to, drops the connection before a request reaches the server or before its answer comes back. */
final class LosingProxy implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requestsToLose = new AtomicInteger();
    private final AtomicInteger answersToLose = new AtomicInteger();
    private final int serverPort;
    private volatile String path = "";

    LosingProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        threads.execute(this::accept);
    }

    String endpoint() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    void loseRequests(String ofPath, int count) {
        path = ofPath;
        requestsToLose.set(count);
    }

    void loseAnswers(String ofPath, int count) {
        path = ofPath;
        answersToLose.set(count);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            DataInputStream fromClient = new DataInputStream(client.getInputStream());
            DataInputStream fromServer = new DataInputStream(server.getInputStream());
            while (true) {
                byte[] request = message(fromClient);
                boolean meant = new String(request, StandardCharsets.ISO_8859_1).startsWith("POST " + path + " ");
                if (meant && requestsToLose.getAndUpdate(n -> Math.max(n - 1, 0)) > 0) {
                    return;
                }
                server.getOutputStream().write(request);
                byte[] answer = message(fromServer);
                if (meant && answersToLose.getAndUpdate(n -> Math.max(n - 1, 0)) > 0) {
                    return;
                }
                client.getOutputStream().write(answer);
            }
        } catch (IOException ended) {
            return;
        }
    }

    private static byte[] message(DataInputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            head.write(in.readUnsignedByte());
        }
        int length = 0;
        for (String line : head.toString(StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT)
                .split("\r\n", -1)) {
            if (line.startsWith("content-length:")) {
                length = Integer.parseInt(
                        line.substring("content-length:".length()).trim());
            }
        }
        head.write(in.readNBytes(length));
        return head.toByteArray();
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }
}
