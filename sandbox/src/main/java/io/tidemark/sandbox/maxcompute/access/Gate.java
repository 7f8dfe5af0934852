package io.tidemark.sandbox.maxcompute.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.refusal.RefusalCode;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Lets a request in whose signature was made with the one key that is known. Thread-safe. */
public final class Gate {
    /** The JDK's client adds it to a body without a type, after the request has been signed. */
    private static final String ADDED_BY_CLIENT = "application/x-www-form-urlencoded";

    private final Credentials credentials;

    public Gate(Credentials credentials) {
        this.credentials = credentials;
    }

    /** Returns if the request may come in. */
    public void check(SignedRequest request) throws Refusal {
        String header = request.headers().get("authorization");
        if (header == null) {
            throw refused("The request has no header Authorization: sign it with an access key.");
        }
        Authorization authorization = Authorization.parse(header);
        if (!authorization.accessId().equals(credentials.accessId())) {
            throw refused("The access id '" + authorization.accessId() + "' is not known.");
        }
        if (!request.headers().getOrDefault("authorization-sts-token", "").equals(credentials.securityToken())) {
            throw refused("The security token is not the one of this access key.");
        }
        if (!isSigned(request, authorization)) {
            throw refused("The signature of the request does not match: check the access key's secret.");
        }
    }

    private boolean isSigned(SignedRequest request, Authorization authorization) {
        String contentType = request.headers().getOrDefault("content-type", "");
        return matches(request.canonical(contentType), authorization)
                || (contentType.equals(ADDED_BY_CLIENT) && matches(request.canonical(""), authorization));
    }

    private boolean matches(String canonical, Authorization authorization) {
        byte[] key = authorization.scope().map(this::scopedKey).orElseGet(() -> bytes(credentials.accessSecret()));
        String expected = Base64.getEncoder().encodeToString(hmac("HmacSHA1", key, canonical));
        return MessageDigest.isEqual(bytes(expected), bytes(authorization.signature()));
    }

    private byte[] scopedKey(Authorization.Scope scope) {
        byte[] secret = bytes("aliyun_v4" + credentials.accessSecret());
        byte[] date = hmac("HmacSHA256", secret, scope.date());
        byte[] region = hmac("HmacSHA256", date, scope.region());
        byte[] service = hmac("HmacSHA256", region, "odps");
        return hmac("HmacSHA256", service, "aliyun_v4_request");
    }

    private static byte[] hmac(String algorithm, byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + algorithm + ".", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static Refusal refused(String message) {
        return new Refusal(RefusalCode.UNAUTHORIZED, message);
    }
}
