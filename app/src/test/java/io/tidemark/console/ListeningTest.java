package io.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.access.Role;
import io.tidemark.attempt.FailureException;
import io.tidemark.control.TrustedCertificates;
import io.tidemark.store.FreshDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ListeningTest {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    @TempDir
    private Path folder;

    private static Listening on(String host, Set<String> names, Optional<Listening.Tls> tls, Set<String> proxies) {
        return new Listening(host, 0, names, tls, false, proxies, Optional.empty());
    }

    private LiveConsole console(Listening listening) {
        return new LiveConsole(database.transactions(), (attempt, display) -> {}, listening);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.4", "fd00::1"})
    void nothingLeavesThisMachineInClearUnlessSomebodySaysSo(String host) {
        Listening open = on(host, Set.of(), Optional.empty(), Set.of());

        assertThatThrownBy(open::requireProtected).isInstanceOfSatisfying(FailureException.class, refused -> {
            assertThat(refused.failure().code()).isEqualTo("LISTENING_UNPROTECTED");
            assertThat(refused.failure().sentence()).contains(host, "listen.tls.certificate", "listen.insecure");
        });
        new Listening(host, 0, Set.of(), Optional.empty(), true, Set.of(), Optional.empty()).requireProtected();
        on(host, Set.of(), Optional.of(new Listening.Tls(folder, folder)), Set.of())
                .requireProtected();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.1", "::1"})
    void loopbackIsThisMachine(String host) {
        on(host, Set.of(), Optional.empty(), Set.of()).requireProtected();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 8080, , http://127.0.0.1:8080",
        "0.0.0.0, 8080, , http://127.0.0.1:8080",
        "10.0.0.4, 80, , http://10.0.0.4",
        "fd00::1, 8080, , http://[fd00::1]:8080",
        "127.0.0.1, 8080, tide.example.com:443, http://tide.example.com:443",
        "0.0.0.0, 8080, tide.example.com, http://tide.example.com:8080"
    })
    void theAddressIsOneThatABrowserCanUse(String host, int port, String name, String address) {
        Set<String> names = name == null ? Set.of() : Set.of(name);

        assertThat(on(host, names, Optional.empty(), Set.of()).address(port)).isEqualTo(address);
    }

    @Test
    void behindTlsCookiesAreSecureAndBrowsersComeBackOnlySo() throws Exception {
        Listening.Tls files = pair();
        try (LiveConsole console = console(on("127.0.0.1", Set.of("tide.example.com"), Optional.of(files), Set.of()))) {
            SSLContext trust = TrustedCertificates.of(files.certificate());
            assertThat(console.server.address()).isEqualTo("https://tide.example.com:" + console.server.port());

            String answer = over(trust, console.server.port(), "GET /healthz", "Host: localhost:PORT");
            assertThat(answer)
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("Strict-Transport-Security: max-age=31536000");
            String link = console.opening(Role.VIEWER).text();
            String body = "token=" + link;
            String entered = over(
                    trust,
                    console.server.port(),
                    "POST /login/link",
                    "Host: localhost:PORT",
                    "Origin: https://localhost:PORT",
                    "Content-Type: application/x-www-form-urlencoded",
                    "Content-Length: " + body.length(),
                    "",
                    body);
            assertThat(entered)
                    .startsWith("HTTP/1.1 303")
                    .contains("__Host-tidemark=")
                    .containsIgnoringCase("; Secure");
            assertThat(over(
                            trust,
                            console.server.port(),
                            "GET /healthz",
                            "Host: localhost:PORT",
                            "Origin: http://localhost:PORT"))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void besideTlsCommandsOfThisMachineHaveAPortOfTheirOwn() throws Exception {
        try (LiveConsole console = console(on("127.0.0.1", Set.of(), Optional.of(pair()), Set.of()))) {
            int local = console.server.localPort();
            assertThat(local).isNotEqualTo(console.server.port());

            assertThat(plain(local, "GET /v1/chains", "Host: 127.0.0.1:PORT", "Authorization: Bearer let me in"))
                    .startsWith("HTTP/1.1 200");
            assertThat(plain(local, "GET /login", "Host: 127.0.0.1:PORT")).startsWith("HTTP/1.1 403");
            assertThat(plain(local, "GET /v1/chains", "Host: evil.example:PORT", "Authorization: Bearer let me in"))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void aProxyIsBelievedIfItIsTrusted() throws Exception {
        Listening behind = on("127.0.0.1", Set.of("tide.example.com"), Optional.empty(), Set.of("127.0.0.1"));
        try (LiveConsole console = console(behind)) {
            String[] asked = {
                "GET /healthz",
                "Host: tide.example.com",
                "X-Forwarded-For: 6.6.6.6, 10.0.0.9",
                "X-Forwarded-Proto: https",
                "Origin: https://tide.example.com"
            };
            assertThat(plain(console.server.port(), asked))
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("Strict-Transport-Security");
        }
        try (LiveConsole console = console(on("127.0.0.1", Set.of("tide.example.com"), Optional.empty(), Set.of()))) {
            assertThat(plain(
                            console.server.port(),
                            "GET /healthz",
                            "Host: tide.example.com",
                            "X-Forwarded-Proto: https"))
                    .startsWith("HTTP/1.1 200")
                    .doesNotContain("Strict-Transport-Security");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.1 | 1.2.3.4                    | 10.0.0.1",
                "127.0.0.1 | 1.2.3.4                   | 1.2.3.4",
                "127.0.0.1 | 6.6.6.6, 1.2.3.4          | 1.2.3.4",
                "127.0.0.1 | 6.6.6.6, 1.2.3.4, 10.9.9.9 | 1.2.3.4",
                "127.0.0.1 | 10.9.9.9                  | 127.0.0.1",
                "127.0.0.1 | evil                      | 127.0.0.1",
                "127.0.0.1 | 1.2.3.4, <script>         | 127.0.0.1",
                "127.0.0.1 |                           | 127.0.0.1"
            })
    void whatTheNearestUntrustedOneIsCounts(String remote, String forwarded, String client) {
        assertThat(new Proxies(Set.of("127.0.0.1", "10.9.9.9")).client(remote, forwarded))
                .isEqualTo(client);
    }

    @Test
    void filesThatAreNoPairAreThePersonsTurn() throws Exception {
        Listening.Tls good = pair();
        Path nothing = Files.writeString(folder.resolve("nothing.pem"), "nothing");

        assertThatThrownBy(() -> PemPair.read(new Listening.Tls(nothing, good.key())))
                .hasMessageContaining("nothing.pem");
        assertThatThrownBy(() -> PemPair.read(new Listening.Tls(good.certificate(), nothing)))
                .hasMessageContaining("openssl pkcs8");
        assertThatThrownBy(() -> PemPair.read(new Listening.Tls(good.certificate(), folder.resolve("gone.pem"))))
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> TrustedCertificates.of(nothing)).hasMessageContaining("nothing.pem");
    }

    /** A certificate for localhost that vouches for itself. */
    private Listening.Tls pair() throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(printed).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(new ByteArrayInputStream(Files.readAllBytes(store)), "changeit".toCharArray());
        Key key = keys.getKey("a", "changeit".toCharArray());
        Certificate certificate = keys.getCertificate("a");
        return new Listening.Tls(
                pem("certificate", "CERTIFICATE", certificate.getEncoded()),
                pem("key", "PRIVATE KEY", key.getEncoded()));
    }

    private Path pem(String name, String what, byte[] bytes) throws IOException {
        return Files.writeString(
                folder.resolve(name + ".pem"),
                "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + what
                        + "-----\n");
    }

    private static String over(SSLContext trust, int port, String... lines) throws IOException {
        try (Socket socket = trust.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            return exchange(socket, port, lines);
        }
    }

    private static String plain(int port, String... lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return exchange(socket, port, lines);
        }
    }

    /** Lines up to an empty one are the head; what follows is the body. */
    private static String exchange(Socket socket, int port, String... lines) throws IOException {
        String all = String.join("\r\n", lines).replaceFirst("\r\n", " HTTP/1.1\r\nConnection: close\r\n");
        String request = all.contains("\r\n\r\n") ? all : all + "\r\n\r\n";
        socket.getOutputStream()
                .write(request.replace("PORT", Integer.toString(port)).getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        try (InputStream in = socket.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
