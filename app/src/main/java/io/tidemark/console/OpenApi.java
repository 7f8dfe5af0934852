package io.tidemark.console;

import static io.javalin.http.HandlerType.GET;
import static io.tidemark.access.Permission.LOOK;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The description of the API, which is written by hand and held true by a test. */
final class OpenApi {
    private OpenApi() {}

    static void mount(GuardedRoutes routes) {
        JsonNode document = document();
        routes.api(GET, "/v1/openapi.json", LOOK, context -> ControlApi.answer(context, 200, document));
    }

    static JsonNode document() {
        try (InputStream in = OpenApi.class.getResourceAsStream("/console/openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("missing from the jar: openapi.yaml");
            }
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
