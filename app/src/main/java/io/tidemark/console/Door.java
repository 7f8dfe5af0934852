package io.tidemark.console;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every request has to pass first. A page elsewhere can have its own name resolve to 127.0.0.1 and then talk to us from its
 * visitor's browser; the Host and Origin that the browser sends give that away. What may change something has to say where it
 * comes from.
 */
final class Door {
    static final String CONTENT_POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';" + " frame-ancestors 'none'";

    private static final List<String> NAMES = List.of("127.0.0.1", "localhost", "[::1]");

    private final Refusals refusals;

    Door(Refusals refusals) {
        this.refusals = refusals;
    }

    void pass(Context context) {
        context.header("Content-Security-Policy", CONTENT_POLICY);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("X-Frame-Options", "DENY");
        // Not no-referrer: forms would then send "Origin: null", which no check can tell from a stranger.
        context.header("Referrer-Policy", "same-origin");
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
        context.header("Cache-Control", "no-store");
        int port = context.req().getLocalPort();
        if (!isOurs(context.header("Host"), port)) {
            refuse(context, "Tidemark answers only as 127.0.0.1, localhost or [::1] on port " + port + ".");
            return;
        }
        String origin = context.header("Origin");
        if (origin != null && !isOurs(withoutScheme(origin), port)) {
            refuse(context, "Tidemark does not answer pages of other origins.");
            return;
        }
        // Programs carry a token, which no browser adds by itself.
        boolean byProgram = ControlApi.has(context.path());
        if (origin == null
                && !byProgram
                && !reads(context)
                && !"same-origin".equals(context.header("Sec-Fetch-Site"))) {
            refuse(
                    context,
                    "Tidemark changes something only for its own pages: send Origin http://" + context.header("Host")
                            + " with the request.");
        }
    }

    /** Nothing is changed by such a request, so that it may come from a link, a bookmark or the address line. */
    static boolean reads(Context context) {
        return context.method().equals(HandlerType.GET) || context.method().equals(HandlerType.HEAD);
    }

    private void refuse(Context context, String sentence) {
        refusals.answer(context, 403, "Not from here", sentence);
        context.skipRemainingHandlers();
    }

    private static boolean isOurs(@Nullable String authority, int port) {
        return authority != null
                && NAMES.stream()
                        .anyMatch(
                                name -> authority.equals(name + ":" + port) || (port == 80 && authority.equals(name)));
    }

    private static @Nullable String withoutScheme(String origin) {
        try {
            URI uri = URI.create(origin);
            return "http".equals(uri.getScheme())
                            && uri.getRawPath() != null
                            && uri.getRawPath().isEmpty()
                    ? uri.getRawAuthority()
                    : null;
        } catch (IllegalArgumentException notAnOrigin) {
            return null;
        }
    }
}
