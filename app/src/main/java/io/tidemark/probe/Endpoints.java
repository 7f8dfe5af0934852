package io.tidemark.probe;

import io.tidemark.attempt.Failure;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

    private static final byte[] BROADCAST = {-1, -1, -1, -1};
    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final int IPV6_BYTES = 16;

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
        URI uri;
        try {
            uri = new URI(endpoint);
        } catch (URISyntaxException e) {
            throw refused(endpoint, "it is not an address");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if ((!scheme.equals("http") && !scheme.equals("https")) || uri.getHost() == null) {
            throw refused(endpoint, "it is not http or https");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused(endpoint, "it is more than a host, a port and a path");
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
            require(endpoint, address);
            embedded(address).ifPresent(inner -> require(endpoint, inner));
        }
    }

    private void require(String endpoint, InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean ofNoHost = address instanceof Inet4Address && (bytes[0] == 0 || Arrays.equals(bytes, BROADCAST));
        if (ofNoHost
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress()
                || Arrays.equals(bytes, METADATA)
                || METADATA_V6.equals(address.getHostAddress())) {
            throw refused(endpoint, "its address " + address.getHostAddress() + " is no service's");
        }
        if (address.isLoopbackAddress() && !loopback) {
            throw refused(endpoint, "it is the operator's own machine");
        }
    }

    /** The IPv4 address to which gateways translate an IPv6 one: NAT64 (RFC 6052), 6to4 (RFC 3056), IPv4-compatible (RFC 4291). */
    private static Optional<InetAddress> embedded(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != IPV6_BYTES || address.isAnyLocalAddress() || address.isLoopbackAddress()) {
            return Optional.empty();
        }
        byte[] prefix = Arrays.copyOf(bytes, IPV6_BYTES - Integer.BYTES);
        int from;
        if (Arrays.equals(prefix, NAT64) || Arrays.equals(prefix, new byte[prefix.length])) {
            from = prefix.length;
        } else if (bytes[0] == 0x20 && bytes[1] == 0x02) {
            from = 2;
        } else {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + Integer.BYTES)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
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
