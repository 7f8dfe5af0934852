package io.tidemark.probe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** The way to an endpoint, from its name to its clock. */
final class Line {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Both services refuse signatures that are a quarter of an hour old or young. */
    private static final Duration MOST_APART = Duration.ofMinutes(10);

    private final URI endpoint;
    private final InstantSource clock;

    /** @param endpoint {@code http(s)://host[:port][/path]} */
    Line(URI endpoint, InstantSource clock) {
        this.endpoint = endpoint;
        this.clock = clock;
    }

    Finding host() {
        try {
            return Finding.ok(
                    Check.HOST,
                    endpoint.getHost() + " is "
                            + Arrays.stream(InetAddress.getAllByName(endpoint.getHost()))
                                    .map(InetAddress::getHostAddress)
                                    .collect(Collectors.joining(", "))
                            + ".");
        } catch (UnknownHostException e) {
            return Finding.failed(
                    Check.HOST,
                    "The host name " + endpoint.getHost() + " is unknown.",
                    "Correct the endpoint, or see to this machine's name service.");
        }
    }

    Finding port() {
        try (Socket socket = connected()) {
            return Finding.ok(
                    Check.PORT,
                    socket.getInetAddress().getHostAddress() + " accepts connections on port " + port(endpoint) + ".");
        } catch (IOException e) {
            return Finding.failed(
                    Check.PORT,
                    endpoint.getHost() + " " + why(e) + " on port " + port(endpoint) + ".",
                    "Check the endpoint's port, firewalls and proxies; an internal endpoint is reached from inside its own"
                            + " network only.");
        }
    }

    private static String why(IOException e) {
        if (e instanceof SocketTimeoutException) {
            return "does not answer within " + PATIENCE.toSeconds() + " s";
        }
        return e instanceof ConnectException ? "accepts no connections" : "cannot be reached";
    }

    boolean isSecure() {
        return "https".equals(endpoint.getScheme());
    }

    Finding certificate() {
        try (Socket plain = connected();
                SSLSocket secure = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault())
                        .createSocket(plain, endpoint.getHost(), port(endpoint), true)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            secure.startHandshake();
            return Finding.ok(
                    Check.CERTIFICATE,
                    "The connection is secure (" + secure.getSession().getProtocol() + ").");
        } catch (IOException e) {
            return Finding.failed(
                    Check.CERTIFICATE,
                    "No secure connection can be made: " + (e instanceof SSLException ? e.getMessage() : "it broke off")
                            + ".",
                    "Check that the endpoint's name is the one in its certificate, that this Java trusts whoever signed it, and"
                            + " that the port is the one for https.");
        }
    }

    Finding clock() {
        Optional<Instant> theirs = theirTime();
        if (theirs.isEmpty()) {
            return Finding.unknown(Check.CLOCK, "The service does not tell its time.");
        }
        Duration ahead = Duration.between(theirs.get(), clock.instant());
        String apart = "This machine's clock is " + ahead.abs().toSeconds() + " s "
                + (ahead.isNegative() ? "behind" : "ahead of") + " the service's.";
        return ahead.abs().compareTo(MOST_APART) > 0
                ? Finding.failed(
                        Check.CLOCK, apart, "Set the clock, best by a time service: requests are signed with it.")
                : Finding.ok(Check.CLOCK, apart);
    }

    private Optional<Instant> theirTime() {
        try {
            HttpResponse<Void> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(
                            HttpRequest.newBuilder(endpoint.resolve("/"))
                                    .timeout(PATIENCE)
                                    .build(),
                            BodyHandlers.discarding());
            return answer.headers()
                    .firstValue("Date")
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(
                    new InetSocketAddress(endpoint.getHost(), port(endpoint)), Math.toIntExact(PATIENCE.toMillis()));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static int port(URI endpoint) {
        if (endpoint.getPort() >= 0) {
            return endpoint.getPort();
        }
        return "https".equals(endpoint.getScheme()) ? 443 : 80;
    }
}
