package io.tidemark.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of further JVMs with this one's class path. */
final class Jvm {
    private Jvm() {}

    static List<String> command(List<String> options, String main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dfile.encoding=UTF-8");
        if (Runtime.version().feature() >= 24) {
            // As the launcher does: the Tablestore SDK's protobuf still needs it, and newer Java warns.
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        // Both modules bring a logback.xml, about which it would talk where the answers are expected.
        command.add("-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        return command;
    }
}
