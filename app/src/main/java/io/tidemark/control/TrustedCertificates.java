package io.tidemark.control;

import io.tidemark.attempt.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates of a PEM file, instead of the authorities that Java knows. */
public final class TrustedCertificates {
    private TrustedCertificates() {}

    /**
     * Trusts these, and nothing else.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code CERTIFICATE_FILE}
     */
    public static SSLContext of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("trusted-" + number++, certificate);
            }
            if (number == 0) {
                throw unusable(file, "it has no certificate", null);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(file, "it cannot be read as PEM", e);
        }
    }

    private static RuntimeException unusable(Path file, String why, @Nullable Exception cause) {
        Failure failure = Failure.user(
                "CERTIFICATE_FILE",
                "The file " + file + " is of no use: " + why + ".",
                "Name a PEM file with certificates.");
        return cause == null ? failure.asException() : failure.asException(cause);
    }
}
