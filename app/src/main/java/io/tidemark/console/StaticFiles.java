package io.tidemark.console;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The files that pages refer to. They hold nothing about anybody and are served without a session. */
final class StaticFiles {
    private static final Map<String, String> TYPES = Map.of(
            "/static/console.css",
            "text/css; charset=utf-8",
            "/static/back.css",
            "text/css; charset=utf-8",
            "/static/dashboard.js",
            "text/javascript; charset=utf-8",
            "/static/icons.svg",
            "image/svg+xml");

    private StaticFiles() {}

    static void mount(GuardedRoutes routes) {
        TYPES.keySet().forEach(path -> routes.open(HandlerType.GET, path, StaticFiles::serve));
    }

    private static void serve(Context context) {
        String path = context.path();
        try (InputStream in = StaticFiles.class.getResourceAsStream(path.replace("/static/", "/console/"))) {
            if (in == null) {
                throw new IllegalStateException("missing from the jar: " + path);
            }
            context.contentType(TYPES.get(path))
                    .header("Cache-Control", "no-cache")
                    .result(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
