package io.tidemark.console;

import java.security.KeyStore;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** What is listened on: the console's own port and, where that is not plain HTTP on this machine, one for the commands of this machine. */
final class Connectors {
    private Connectors() {}

    /** The console's. */
    static ServerConnector main(Server server, HttpConfiguration http, Listening listening) {
        ServerConnector connector = listening
                .tls()
                .map(files -> secure(server, http, files))
                .orElseGet(() -> new ServerConnector(server, plain(http)));
        connector.setHost(listening.host());
        connector.setPort(listening.port());
        return connector;
    }

    /** Whether commands of this machine could not use the console's. */
    static boolean needsLocal(Listening listening) {
        return !listening.isLoopback() || listening.tls().isPresent();
    }

    /** For commands of this machine. */
    static ServerConnector local(Server server, HttpConfiguration http) {
        ServerConnector connector = new ServerConnector(server, plain(http));
        connector.setHost("127.0.0.1");
        connector.setPort(0);
        return connector;
    }

    private static HttpConnectionFactory plain(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setUriCompliance(UriCompliance.DEFAULT);
        return new HttpConnectionFactory(http);
    }

    private static ServerConnector secure(Server server, HttpConfiguration http, Listening.Tls files) {
        KeyStore store = PemPair.read(files);
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(store);
        tls.setKeyStorePassword("");
        tls.setKeyManagerPassword("");
        tls.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        HttpConfiguration https = new HttpConfiguration(http);
        // Whom a request names is the door's to check.
        https.addCustomizer(new SecureRequestCustomizer(false));
        HttpConnectionFactory requests = plain(https);
        return new ServerConnector(server, new SslConnectionFactory(tls, requests.getProtocol()), requests);
    }
}
