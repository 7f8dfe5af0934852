package io.tidemark.definition;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** The address of a service. Nothing is looked up. */
final class EndpointText {
    private EndpointText() {}

    /**
     * What is wrong with an endpoint, if anything.
     *
     * @param path what follows host and port: empty or {@code /api}
     */
    static Optional<String> mistake(String text, String path) {
        String wanted = "; write http(s)://host[:port]" + path;
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            return Optional.of("is no address" + wanted);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of("does not begin with http:// or https://" + wanted);
        }
        if (uri.getHost() == null || uri.getPort() > 65535 || uri.getPort() == 0) {
            return Optional.of("has no usable host and port" + wanted);
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return Optional.of("holds more than an address" + wanted);
        }
        if (!uri.getRawPath().equals(path)) {
            return Optional.of(
                    path.isEmpty()
                            ? "has a path, `" + uri.getRawPath() + "`" + wanted
                            : "does not end with " + path + wanted);
        }
        return Optional.empty();
    }

    /** Whether the address is this machine, told from its text alone. */
    static boolean isLoopback(String text) {
        try {
            String host = new URI(text).getHost();
            return host != null
                    && (host.equalsIgnoreCase("localhost")
                            || host.equals("[::1]")
                            || host.matches("127(\\.\\d{1,3}){3}"));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
