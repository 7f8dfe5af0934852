package io.tidemark.cli;

import io.tidemark.workflow.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An operator that a command speaks to over the network.
 *
 * @param server http or https, with a host
 * @param certificate PEM with what to trust; absent for what Java trusts
 */
public record OperatorElsewhere(URI server, Secret token, Optional<Path> certificate) {}
