package io.tidemark.sandbox.tablestore;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** A server in a process of its own, to be killed. Prints its endpoint, and ends when its input does. */
final class ServerProcess {

    private ServerProcess() {}

    public static void main(String[] arguments) throws IOException {
        TablestoreServer server = TablestoreServer.start(
                TablestoreOptions.of(InstantSource.system()).withDataDirectory(Path.of(arguments[0])));
        System.out.println(server.endpoint());
        while (System.in.read() >= 0) {
            // The parent writes nothing: this waits for the end of the pipe.
        }
        server.close();
    }
}
