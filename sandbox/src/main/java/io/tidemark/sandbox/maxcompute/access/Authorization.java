package io.tidemark.sandbox.maxcompute.access;

import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.refusal.RefusalCode;
import java.util.Optional;

/**
 * The header {@code Authorization: ODPS id:signature}, where the id of a request that is signed with version 4 goes on
 * with a date, a region and two fixed words.
 */
record Authorization(String accessId, Optional<Scope> scope, String signature) {
    private static final String SCHEME = "ODPS ";
    private static final String SERVICE = "odps";
    private static final String VERSION_4 = "aliyun_v4_request";

    /** What a version 4 signature is good for. */
    record Scope(String date, String region) {}

    static Authorization parse(String header) throws Refusal {
        int colon = header.lastIndexOf(':');
        if (!header.startsWith(SCHEME) || colon < SCHEME.length()) {
            throw unreadable();
        }
        String[] parts = header.substring(SCHEME.length(), colon).split("/", -1);
        String signature = header.substring(colon + 1).strip();
        if (parts.length == 1) {
            return new Authorization(parts[0], Optional.empty(), signature);
        }
        if (parts.length == 5 && parts[3].equals(SERVICE) && parts[4].equals(VERSION_4)) {
            return new Authorization(parts[0], Optional.of(new Scope(parts[1], parts[2])), signature);
        }
        throw unreadable();
    }

    private static Refusal unreadable() {
        return new Refusal(
                RefusalCode.UNAUTHORIZED, "The header Authorization is not of the form 'ODPS accessId:signature'.");
    }
}
