package io.tidemark.sandbox.control;

import picocli.CommandLine.Option;

/** The option that says which sandbox is meant. */
final class AdminAddress {

    @Option(
            names = "--admin",
            paramLabel = "URL",
            description = "Where the sandbox's admin port is (default: ${DEFAULT-VALUE}).")
    private String url = "http://127.0.0.1:8089";

    AdminPort port() throws RefusedException {
        return AdminPort.at(url);
    }
}
