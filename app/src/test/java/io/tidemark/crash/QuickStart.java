package io.tidemark.crash;

import io.tidemark.sync.Window;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
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
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-Xshare:auto");

    private static final Path FOLDER = built().resolveSibling("crash-lives");
    private static final List<String> COMMAND = prepared();

    private QuickStart() {}

    /** A command that takes a main class and its arguments. */
    static List<String> command() {
        return COMMAND;
    }

    private static List<String> prepared() {
        try {
            Files.createDirectories(FOLDER);
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
        Path data = Files.createTempDirectory("tidemark-first-life-");
        try (Clouds clouds = new Clouds(0, 2);
                Writer writer = new Writer(clouds.client, 0)) {
            writer.write(20);
            writer.written();
            Clouds.Ends ends = clouds.ends();
            List<String> whole = new ArrayList<>(command);
            whole.addAll(List.of(LifeMain.class.getName(), data.toString(), ends.tablestore(), ends.maxCompute()));
            Instant now = Instant.now();
            try (LifeProcess life = LifeProcess.start(whole, FOLDER.resolve("first-life.log"))) {
                life.tell(new Work(0, new Window(now.minusSeconds(60), now), Work.Mode.OVERWRITE, 2) + " 0");
                life.line();
                life.finish();
            }
        } finally {
            try (Stream<Path> files = Files.walk(data)) {
                files.sorted(java.util.Comparator.reverseOrder())
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
