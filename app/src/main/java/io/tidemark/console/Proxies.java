package io.tidemark.console;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks when somebody in between asks for them. Only what a trusted proxy has added counts: whatever stands further left was
 * written by whoever asked it.
 *
 * @param trusted addresses, as figures
 */
record Proxies(Set<String> trusted) {
    private static final int LONGEST = 100;

    /**
     * The address that a request comes from.
     *
     * @param remote of the connection
     * @param forwardedFor the header {@code X-Forwarded-For}
     */
    String client(String remote, @Nullable String forwardedFor) {
        if (forwardedFor == null || !trusted.contains(remote)) {
            return remote;
        }
        List<String> hops = Arrays.asList(forwardedFor.split(",", -1));
        Collections.reverse(hops);
        for (String hop : hops) {
            String address = hop.strip();
            if (!Listening.isAddress(address) || address.length() > LONGEST) {
                return remote;
            }
            if (!trusted.contains(address)) {
                return address;
            }
        }
        return remote;
    }

    /**
     * Whether the browser speaks https.
     *
     * @param secure whether this connection is
     * @param forwardedProto the header {@code X-Forwarded-Proto}
     */
    boolean secure(String remote, boolean secure, @Nullable String forwardedProto) {
        return secure || (trusted.contains(remote) && "https".equalsIgnoreCase(forwardedProto));
    }
}
