package io.tidemark.definition;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The manual's sync script. */
final class Manual {
    private Manual() {}

    /** As printed, with every name left empty. */
    static String script() throws IOException {
        try (InputStream in = Manual.class.getResourceAsStream("sync-script-from-the-manual.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** With the names filled in and nothing else touched. */
    static String filledIn() throws IOException {
        return script().replaceFirst("\"datasource\": \"\"", "\"datasource\": \"quakes_ots\"")
                .replaceFirst("\"datasource\": \"\"", "\"datasource\": \"quakes_odps\"")
                .replaceFirst("\"table\": \"\"", "\"table\": \"earthquakes\"")
                .replaceFirst("\"table\": \"\"", "\"table\": \"earthquakes_changes\"")
                .replaceFirst("\"partition\": \"\"", "\"partition\": \"ds=\\${ds}\"");
    }

    /** Data sources of the names used above. */
    static String dataSources() {
        return """
                quakes_ots:
                  type: tablestore
                  endpoint: http://127.0.0.1:8087
                  instance: sandbox
                  accessKeyId: sandbox-id
                  accessKeySecret: sandbox-secret
                quakes_odps:
                  type: maxcompute
                  endpoint: http://127.0.0.1:8088/api
                  project: sandbox
                  accessKeyId: sandbox-id
                  accessKeySecret: sandbox-secret
                """;
    }
}
