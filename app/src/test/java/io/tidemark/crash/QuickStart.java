package io.tidemark.crash;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * How lives are started: hundreds of times, so it is worth keeping their classes as the JVM has them in memory. Such an archive
 * takes classes from jars only, so the folders of the build become jars first. Where the JVM cannot use it, it goes without.
 */
final class QuickStart {
    private static final List<String> SMALL = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dfile.encoding=UTF-8",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-Xshare:auto");

    /** Open as long as this process lives: another one that runs tests at the same time takes another folder. */
    private static final List<FileLock> HELD = new ArrayList<>();

    private static final Path FOLDER = own();
    private static final List<String> COMMAND = prepared();

    private QuickStart() {}

    /** A command that takes a main class and its arguments. */
    static List<String> command() {
        return COMMAND;
    }

    private static List<String> prepared() {
        try {
            String classPath = onlyJars();
            Path archive = FOLDER.resolve("lives.jsa");
            Files.deleteIfExists(archive);
            live(with("-XX:ArchiveClassesAtExit=" + archive, classPath));
            return with(Files.exists(archive) ? "-XX:SharedArchiveFile=" + archive : "-ea:none", classPath);
        } catch (Exception e) {
            throw new IllegalStateException("no life can be started", e);
        }
    }

    private static List<String> with(String option, String classPath) {
        List<String> command = new ArrayList<>(SMALL);
        command.addAll(List.of(option, "-cp", classPath));
        return command;
    }

    /** A life that does all that lives do. */
    private static void live(List<String> command) throws Exception {
        Path folder = Files.createTempDirectory("tidemark-first-life-");
        try {
            List<String> whole = new ArrayList<>(command);
            whole.addAll(List.of(FirstLife.class.getName(), folder.toString()));
            try (LifeProcess life = LifeProcess.start(whole, FOLDER.resolve("first-life.log"))) {
                if (life.exitCode() != 0) {
                    throw new IllegalStateException("the first life did not end well: " + FOLDER);
                }
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private static String onlyJars() throws IOException {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                path = jar(path, FOLDER.resolve(jars.size() + ".jar"));
            }
            jars.add(path.toString());
        }
        return String.join(File.pathSeparator, jars);
    }

    private static Path jar(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            for (Path one : all.sorted().toList()) {
                String name = classes.relativize(one).toString().replace(File.separatorChar, '/');
                if (Files.isDirectory(one)) {
                    if (!name.isEmpty()) {
                        out.putNextEntry(new JarEntry(name + "/"));
                    }
                } else {
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(one, out);
                }
            }
        }
        return jar;
    }

    @SuppressWarnings("resource") // held to the end of the process
    private static Path own() {
        try {
            for (int number = 1; ; number++) {
                Path folder = Files.createDirectories(built().resolveSibling("crash-lives-" + number));
                FileLock lock = FileChannel.open(
                                folder.resolve("held"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                        .tryLock();
                if (lock != null) {
                    HELD.add(lock);
                    return folder;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path built() {
        try {
            return Path.of(QuickStart.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
