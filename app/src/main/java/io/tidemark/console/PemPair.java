package io.tidemark.console;

import io.tidemark.attempt.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A certificate with those that vouch for it, and its key, from two PEM files. */
final class PemPair {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    private PemPair() {}

    /**
     * A key store with this pair and no password.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code TLS_FILES}
     */
    static KeyStore read(Listening.Tls files) {
        Certificate[] chain = chain(files.certificate());
        PrivateKey key = key(files.key());
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("tidemark", key, new char[0], chain);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(files.key(), "it does not belong to the certificate", e);
        }
    }

    /**
     * When the pair's certificate ends.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code TLS_FILES} if the pair cannot be used
     */
    static Instant expiry(Listening.Tls files) {
        read(files);
        if (chain(files.certificate())[0] instanceof X509Certificate certificate) {
            return certificate.getNotAfter().toInstant();
        }
        throw unusable(files.certificate(), "it has no X.509 certificate", new IOException("another type"));
    }

    private static Certificate[] chain(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(new Certificate[0]);
            if (chain.length == 0) {
                throw unusable(file, "it has no certificate", new IOException("empty"));
            }
            return chain;
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(file, "it cannot be read as PEM certificates", e);
        }
    }

    private static PrivateKey key(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw unusable(file, "it cannot be read", e);
        }
        Matcher matcher = KEY.matcher(text);
        if (!matcher.find()) {
            throw unusable(
                    file,
                    "it is no unencrypted PKCS#8 key; `openssl pkcs8 -topk8 -nocrypt -in FILE` makes one",
                    new IOException("no PKCS#8"));
        }
        PKCS8EncodedKeySpec spec =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
        GeneralSecurityException last = new InvalidKeySpecException("no algorithm was tried");
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (GeneralSecurityException another) {
                last = another;
            }
        }
        throw unusable(file, "its key is none of " + String.join(", ", ALGORITHMS), last);
    }

    private static RuntimeException unusable(Path file, String why, Exception cause) {
        return Failure.user(
                        "TLS_FILES",
                        "The file " + file + " cannot be used for TLS: " + why + ".",
                        "Correct `listen.tls.certificate` and `listen.tls.key` in tidemark.yaml.")
                .asException(cause);
    }
}
