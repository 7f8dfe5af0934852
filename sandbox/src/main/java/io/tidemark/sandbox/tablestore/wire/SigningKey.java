package io.tidemark.sandbox.tablestore.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret, or a key made of one for a day and a region. Its text form tells nothing. */
final class SigningKey {

    private final byte[] bytes;

    private SigningKey(byte[] bytes) {
        this.bytes = bytes;
    }

    static SigningKey of(String secret) {
        return new SigningKey(secret.getBytes(UTF_8));
    }

    /**
     * The key of signature version 4: the secret folded with day, region and product, and of the result the Base64 text.
     *
     * @param date yyyyMMdd
     */
    static SigningKey derived(String secret, String date, String region) {
        byte[] key = mac("HmacSHA256", ("aliyun_v4" + secret).getBytes(UTF_8), date);
        key = mac("HmacSHA256", key, region);
        key = mac("HmacSHA256", key, "ots");
        key = mac("HmacSHA256", key, "aliyun_v4_request");
        return of(Base64.getEncoder().encodeToString(key));
    }

    /** Base64 of the HMAC-SHA1. */
    String sha1(String text) {
        return Base64.getEncoder().encodeToString(mac("HmacSHA1", bytes, text));
    }

    /** Base64 of the HMAC-SHA256. */
    String sha256(String text) {
        return Base64.getEncoder().encodeToString(mac("HmacSHA256", bytes, text));
    }

    private static byte[] mac(String algorithm, byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + algorithm + ".", e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey";
    }
}
