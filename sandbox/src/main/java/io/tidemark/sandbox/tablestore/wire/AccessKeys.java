package io.tidemark.sandbox.tablestore.wire;

import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The access keys that may call. Immutable. */
public final class AccessKeys {

    private static final String PREFIX = "x-ots-";
    private static final String V2 = "x-ots-signature";
    private static final String V4 = "x-ots-signaturev4";

    private final Map<String, String> secrets;
    private final Map<String, String> securityTokens;

    /**
     * Keys, and which of them are temporary.
     *
     * @param secrets by access key id
     * @param securityTokens what a temporary key has to send along, by access key id
     */
    public AccessKeys(Map<String, String> secrets, Map<String, String> securityTokens) {
        this.secrets = Map.copyOf(secrets);
        this.securityTokens = Map.copyOf(securityTokens);
    }

    /**
     * Verifies the signature of a request.
     *
     * @param headers all headers, names in lower case
     * @return the key that the answer is to be signed with
     */
    SigningKey verify(String action, Map<String, String> headers) {
        String id = required(headers, "x-ots-accesskeyid");
        String secret = secrets.get(id);
        if (secret == null) {
            throw TablestoreRefusal.authFailed("The AccessKeyID does not exist.");
        }
        // What the service says here is not documented; all its other refusals of a key have this code.
        if (!securityTokens.getOrDefault(id, "").equals(headers.getOrDefault("x-ots-ststoken", ""))) {
            throw TablestoreRefusal.authFailed("The security token is not the one of this access key.");
        }
        String signed = text(action, headers);
        String v4 = headers.get(V4);
        if (v4 != null) {
            SigningKey key = SigningKey.derived(
                    secret, required(headers, "x-ots-signdate"), required(headers, "x-ots-signregion"));
            check(v4, key.sha256(signed + "ots"));
            return key;
        }
        SigningKey key = SigningKey.of(secret);
        check(required(headers, V2), key.sha1(signed));
        return key;
    }

    /** What version 2 signs: the action, the method, and every header of the protocol in the order of names. */
    static String text(String action, Map<String, String> headers) {
        StringBuilder text = new StringBuilder(512).append('/').append(action).append("\nPOST\n\n");
        new TreeMap<>(headers).forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !name.equals(V2) && !name.equals(V4)) {
                text.append(name).append(':').append(value.trim()).append('\n');
            }
        });
        return text.toString();
    }

    private static void check(String given, String right) {
        if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8))) {
            throw TablestoreRefusal.authFailed("Signature mismatch.");
        }
    }

    private static String required(Map<String, String> headers, String name) {
        @Nullable String value = headers.get(name);
        if (value == null) {
            throw TablestoreRefusal.invalidParameter("Missing header: '" + name + "'.");
        }
        return value;
    }
}
