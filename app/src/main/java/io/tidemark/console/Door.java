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

    private static final List<String> LOCAL = List.of("127.0.0.1", "localhost", "[::1]");
    private static final String YEAR = "max-age=31536000";

    private final Listening listening;
    private final Ports ports;
    private final Refusals refusals;

    Door(Listening listening, Ports ports, Refusals refusals) {
        this.listening = listening;
        this.ports = ports;
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
        boolean secure = "https".equals(context.scheme());
        if (secure) {
            context.header("Strict-Transport-Security", YEAR);
        }
        int port = context.req().getLocalPort();
        boolean local = ports.hasLocal() && port == ports.local();
        if (local && !ControlApi.has(context.path())) {
            refuse(
                    context,
                    "This port is for commands of this machine. The console is at " + listening.address(ports.main())
                            + ".");
            return;
        }
        List<String> hosts = local ? LOCAL : listening.hosts();
        if (!isOurs(context.header("Host"), hosts, port, secure)) {
            refuse(
                    context,
                    "Tidemark answers only as " + String.join(", ", hosts) + " on port " + port
                            + "; `listen.names` in tidemark.yaml adds to them.");
            return;
        }
        if (!context.method().name().equals(context.req().getMethod())) {
            refuse(context, "Tidemark takes a method as it is sent: leave X-HTTP-Method-Override out.");
            return;
        }
        String origin = context.header("Origin");
        if (origin != null && !isOurs(authority(origin, secure), hosts, port, secure)) {
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
                    "Tidemark changes something only for its own pages: send Origin " + context.scheme() + "://"
                            + context.header("Host")
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

    private static boolean isOurs(@Nullable String authority, List<String> hosts, int port, boolean secure) {
        return authority != null
                && hosts.stream()
                        .anyMatch(host -> authority.equalsIgnoreCase(host + ":" + port)
                                || (authority.equalsIgnoreCase(host)
                                        && (hasPort(host) || mayLackPort(host, port, secure))));
    }

    private static boolean hasPort(String host) {
        return host.matches("(\\[.*]|[^:]*):\\d+");
    }

    /** Browsers leave the usual port out; behind a proxy that is the proxy's, under a name that was configured. */
    private static boolean mayLackPort(String host, int port, boolean secure) {
        return port == (secure ? 443 : 80) || !LOCAL.contains(host);
    }

    private static @Nullable String authority(String origin, boolean secure) {
        try {
            URI uri = URI.create(origin);
            return (secure ? "https" : "http").equals(uri.getScheme())
                            && uri.getRawPath() != null
                            && uri.getRawPath().isEmpty()
                    ? uri.getRawAuthority()
                    : null;
        } catch (IllegalArgumentException notAnOrigin) {
            return null;
        }
    }
}
