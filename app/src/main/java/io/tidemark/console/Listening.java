package io.tidemark.console;

import io.tidemark.attempt.Failure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the console is listened for, and as whom it answers.
 *
 * @param host an address of this machine, as figures; {@code 0.0.0.0} for all of them
 * @param port 0 for a free one
 * @param names under which browsers reach it besides its address, with a port only where that is another one
 * @param tls absent for plain HTTP
 * @param insecure whether plain HTTP may leave this machine
 * @param trustedProxies addresses that are believed when they say for whom they ask
 * @param scrapeToken file of the token that lets in whoever collects figures; absent if only users' tokens do
 */
public record Listening(
        String host,
        int port,
        Set<String> names,
        Optional<Tls> tls,
        boolean insecure,
        Set<String> trustedProxies,
        Optional<Path> scrapeToken) {
    private static final Pattern FIGURES = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private static final Pattern SCRAPE_TOKEN = Pattern.compile("[!-~]{32,512}");

    /** Where the certificate and its key are, each in PEM. */
    public record Tls(Path certificate, Path key) {
        /**
         * When the first certificate of the file ends.
         *
         * @throws io.tidemark.attempt.FailureException USER {@code TLS_FILES} if the pair cannot be used
         */
        public Instant expiry() {
            return PemPair.expiry(this);
        }
    }

    /** Checks nothing that has to be said to a person; see {@link #requireProtected}. */
    public Listening {
        names = Set.copyOf(names);
        trustedProxies = Set.copyOf(trustedProxies);
    }

    /** For this machine only. */
    public static Listening loopback(int port) {
        return new Listening("127.0.0.1", port, Set.of(), Optional.empty(), false, Set.of(), Optional.empty());
    }

    public Listening onPort(int other) {
        return new Listening(host, other, names, tls, insecure, trustedProxies, scrapeToken);
    }

    /** Whether a text is long enough that nobody guesses it, and can be carried by a request. */
    public static boolean isScrapeToken(String text) {
        return SCRAPE_TOKEN.matcher(text).matches();
    }

    /** Whether a text is an address as figures, which nobody has to be asked about. */
    public static boolean isAddress(String text) {
        return FIGURES.matcher(text).matches() && address(text).isPresent();
    }

    private static Optional<InetAddress> address(String figures) {
        try {
            return Optional.of(InetAddress.getByName(figures));
        } catch (UnknownHostException notOne) {
            return Optional.empty();
        }
    }

    /** Whether only this machine can reach it. */
    public boolean isLoopback() {
        return address(host).map(InetAddress::isLoopbackAddress).orElse(false);
    }

    /**
     * Passwords and tokens do not travel in clear unless somebody has said so.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code LISTENING_UNPROTECTED}
     */
    public void requireProtected() {
        if (!isLoopback() && tls.isEmpty() && !insecure) {
            throw Failure.user(
                            "LISTENING_UNPROTECTED",
                            "`listen.host` is " + host
                                    + ", so that passwords and tokens would cross the network in clear."
                                    + " Nothing was started.",
                            "Set `listen.tls.certificate` and `listen.tls.key`, or `listen.insecure: true` if that network is"
                                    + " yours alone.")
                    .asException();
        }
    }

    /** Hosts that a request may name, without ports: a page elsewhere can only lead its visitors here under its own. */
    List<String> hosts() {
        Set<String> hosts = new LinkedHashSet<>();
        if (isLoopback() || host.equals("0.0.0.0") || host.equals("::")) {
            hosts.addAll(List.of("127.0.0.1", "localhost", "[::1]"));
        } else {
            hosts.add(host.contains(":") ? "[" + host + "]" : host);
        }
        hosts.addAll(names);
        return List.copyOf(hosts);
    }

    /** The address to show to people. */
    public String address(int boundPort) {
        String scheme = tls.isPresent() ? "https" : "http";
        String shown = names.stream()
                .sorted()
                .findFirst()
                .orElseGet(() -> isLoopback() || host.equals("0.0.0.0") || host.equals("::")
                        ? "127.0.0.1"
                        : host.contains(":") ? "[" + host + "]" : host);
        boolean hasPort = shown.matches(".*[^:\\]]:\\d+|.*]:\\d+");
        boolean usual = boundPort == (tls.isPresent() ? 443 : 80);
        return scheme + "://" + shown + (hasPort || usual ? "" : ":" + boundPort);
    }
}
