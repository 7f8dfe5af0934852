package io.tidemark.cli;

import io.tidemark.attempt.FailureException;
import io.tidemark.console.Listening;
import io.tidemark.control.OperatorCall;
import io.tidemark.store.OperatorAddress;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Looks at an installation: its Java, settings, certificate, data directory, workflows and operator. Changes nothing, opens no
 * database and asks no service.
 *
 * @param nearestDataSources the file of data sources at or above a folder
 */
record Checkup(
        GlobalOptions global,
        Path home,
        UnaryOperator<Path> nearestDataSources,
        ValidateCommand.Definitions definitions,
        String user,
        InstantSource clock) {
    private static final long LITTLE_SPACE = 1L << 30;
    private static final Duration SOON = Duration.ofDays(30);
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    /** How something is. */
    enum Verdict {
        OK,
        /** It works, and somebody should look at it. */
        DOUBTFUL,
        FAILED
    }

    /**
     * What was seen.
     *
     * @param what was looked at, a word
     * @param sentence what is so, and what to do if it should not be
     */
    record Sign(Verdict verdict, String what, String sentence) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%-8s  %-11s  %s", verdict.name().toLowerCase(Locale.ROOT), what, sentence);
        }
    }

    /** One after another. */
    List<Sign> run() {
        List<Sign> signs = new ArrayList<>();
        signs.add(java());
        try {
            ServeSettings settings = global.settings(home, nearestDataSources);
            signs.add(ok("settings", "They can be read."));
            signs.add(listening(settings.listening()));
            settings.listening().tls().ifPresent(tls -> signs.add(certificate(tls)));
            signs.add(workflows(settings));
        } catch (InvalidDefinitionException e) {
            e.problems().forEach(problem -> signs.add(failed("settings", problem.toString())));
        } catch (FailureException e) {
            signs.add(failed("settings", e.failure().sentence()));
        }
        Path data = global.data(home);
        signs.addAll(directory(data));
        signs.addAll(operator(data));
        return signs;
    }

    private static Sign java() {
        return ok(
                "java",
                "Java " + Runtime.version() + " of " + System.getProperty("java.vendor") + " on "
                        + System.getProperty("os.name") + ", with "
                        + Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB of memory at most.");
    }

    private static Sign listening(Listening listening) {
        try {
            listening.requireProtected();
        } catch (FailureException e) {
            return failed("listening", e.failure().sentence());
        }
        if (listening.isLoopback()) {
            return ok("listening", "Only this machine reaches the console, at port " + listening.port() + ".");
        }
        return listening.tls().isPresent()
                ? ok("listening", "The network reaches the console at " + listening.address(listening.port()) + ".")
                : new Sign(
                        Verdict.DOUBTFUL,
                        "listening",
                        "Passwords and tokens cross the network in clear: `listen.insecure` is true.");
    }

    private Sign certificate(Listening.Tls tls) {
        Instant end;
        try {
            end = tls.expiry();
        } catch (FailureException e) {
            return failed("certificate", e.failure().sentence());
        }
        Instant now = clock.instant();
        String sentence = "The certificate " + tls.certificate() + " ends at " + end + ".";
        if (!now.isBefore(end)) {
            return failed("certificate", sentence + " Renew it, then start the operator again.");
        }
        return new Sign(
                now.plus(SOON).isBefore(end) ? Verdict.OK : Verdict.DOUBTFUL,
                "certificate",
                sentence + (now.plus(SOON).isBefore(end) ? "" : " Renew it soon, then start the operator again."));
    }

    private Sign workflows(ServeSettings settings) {
        Path folder = settings.workflows();
        if (!Files.isDirectory(folder)) {
            return new Sign(
                    Verdict.DOUBTFUL,
                    "workflows",
                    "There is no folder " + folder + "; `workflows.folder` names another.");
        }
        List<Problem> problems =
                definitions.check(folder, Optional.of(settings.dataSources()).filter(Files::exists));
        long errors = problems.stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .count();
        String sentence = folder + " has " + errors + (errors == 1 ? " error and " : " errors and ")
                + (problems.size() - errors) + " warnings; `tidemark validate` names them.";
        return problems.isEmpty()
                ? ok("workflows", "Nothing is wrong in " + folder + ".")
                : new Sign(errors == 0 ? Verdict.DOUBTFUL : Verdict.FAILED, "workflows", sentence);
    }

    private static List<Sign> directory(Path data) {
        if (!Files.isDirectory(data)) {
            return List.of(new Sign(
                    Verdict.DOUBTFUL,
                    "data",
                    "There is no data directory " + data + " yet. `tidemark serve` makes it; --data names another."));
        }
        List<Sign> signs = new ArrayList<>();
        signs.add(
                Files.isWritable(data)
                        ? ok("data", data + " can be written to.")
                        : failed("data", data + " cannot be written to. Give its user the right, or name another."));
        try {
            long free = Files.getFileStore(data).getUsableSpace();
            signs.add(new Sign(
                    free < LITTLE_SPACE ? Verdict.DOUBTFUL : Verdict.OK,
                    "disk",
                    free / (1 << 20) + " MiB are free for the data directory."
                            + (free < LITTLE_SPACE ? " A full disk stops everything: make room." : "")));
            signs.add(modes(data));
        } catch (IOException e) {
            signs.add(failed("data", data + " cannot be looked at: " + e.getMessage() + "."));
        }
        return signs;
    }

    /** What only the owner makes readable stays so, unless somebody has changed it. */
    private static Sign modes(Path data) throws IOException {
        if (!data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new Sign(
                    Verdict.DOUBTFUL, "modes", "This file system does not say who may read the data directory.");
        }
        if (Files.getPosixFilePermissions(data).stream().noneMatch(OTHERS::contains)) {
            return ok("modes", "Nobody else may look into the data directory.");
        }
        List<String> open = new ArrayList<>();
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                    open.add(String.valueOf(file.getFileName()));
                }
            }
        }
        return open.isEmpty()
                ? ok("modes", "Nobody else may read the files of the data directory.")
                : failed(
                        "modes",
                        "Others may read " + String.join(", ", open) + " in the data directory: `chmod -R go= " + data
                                + "` ends that.");
    }

    private List<Sign> operator(Path data) {
        Optional<OperatorAddress> address = OperatorAddress.read(data);
        if (address.isEmpty()) {
            return List.of(new Sign(
                    Verdict.DOUBTFUL,
                    "operator",
                    "None runs with this data directory: nothing is planned or synced until `tidemark serve` does."));
        }
        try {
            return OperatorCall.here(address.get(), user).readiness().stream()
                    .map(line -> line.endsWith(": ok") ? ok("operator", line) : failed("operator", line))
                    .toList();
        } catch (FailureException e) {
            return List.of(failed("operator", e.failure().sentence()));
        }
    }

    private static Sign ok(String what, String sentence) {
        return new Sign(Verdict.OK, what, sentence);
    }

    private static Sign failed(String what, String sentence) {
        return new Sign(Verdict.FAILED, what, sentence);
    }
}
