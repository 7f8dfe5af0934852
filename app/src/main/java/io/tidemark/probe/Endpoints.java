package io.tidemark.probe;

import io.tidemark.attempt.Failure;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Which addresses may be called because somebody named them in the console, the API or a script. Whoever may name one must not reach
 * through the operator what only its machine can: the services of clouds that hand out credentials by link-local addresses, and what
 * listens on the machine itself. Names are looked up each time, since they may change.
 *
 * @param loopback whether this machine may be named, as a sandbox is
 */
public record Endpoints(boolean loopback) {
    /** Alibaba Cloud's metadata service (100.100.100.200) is in the shared address space (RFC 6598), others are link-local. */
    private static final byte[] METADATA = {100, 100, 100, (byte) 200};

    /** AWS's over IPv6, a unique local address. */
    private static final String METADATA_V6 = "fd00:ec2:0:0:0:0:0:254";

    /** What a service may lead its callers to: to this machine only if it is on it itself, as a sandbox is. */
    public static Endpoints namedBy(String service) {
        String host = URI.create(service).getHost();
        try {
            return new Endpoints(host != null && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException e) {
            return new Endpoints(false);
        }
    }

    /**
     * Goes on only if the endpoint may be called.
     *
     * @param endpoint {@code http(s)://host[:port][/path]}
     * @throws io.tidemark.attempt.FailureException USER {@code ENDPOINT_REFUSED}; EXTERNAL {@code HOST_UNKNOWN}
     */
    public void require(String endpoint) {
        URI uri = URI.create(endpoint);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if ((!scheme.equals("http") && !scheme.equals("https")) || uri.getHost() == null) {
            throw refused(endpoint, "it is not http or https");
        }
        String host = uri.getHost().replace("[", "").replace("]", "");
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw Failure.external(
                            "HOST_UNKNOWN",
                            "The host " + host + " has no address.",
                            "Correct the endpoint, or the DNS.")
                    .asException(e);
        }
        for (InetAddress address : addresses) {
            if (address.isLinkLocalAddress()
                    || address.isMulticastAddress()
                    || address.isAnyLocalAddress()
                    || Arrays.equals(address.getAddress(), METADATA)
                    || METADATA_V6.equals(address.getHostAddress())) {
                throw refused(endpoint, "its address " + address.getHostAddress() + " is no service's");
            }
            if (address.isLoopbackAddress() && !loopback) {
                throw refused(endpoint, "it is the operator's own machine");
            }
        }
    }

    private static RuntimeException refused(String endpoint, String why) {
        return Failure.user(
                        "ENDPOINT_REFUSED",
                        "The endpoint " + endpoint + " is not called: " + why + ".",
                        "Name the service's public or VPC endpoint. A sandbox on this machine needs `loopbackSources: true` in"
                                + " tidemark.yaml, or an entry in datasources.yaml.")
                .asException();
    }
}
