package io.tidemark.probe;

import java.net.URI;

/**
 * Where rows go.
 *
 * @param address {@code http(s)://host[:port]}
 * @param namedByService whether the service has told it, else the data source
 */
public record Tunnel(URI address, boolean namedByService) {}
