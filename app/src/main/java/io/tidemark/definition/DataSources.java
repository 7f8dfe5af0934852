package io.tidemark.definition;

import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.NearestName;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The data sources of one datasources.yaml, secrets included. Immutable. A mistake in one of them stops only what uses it;
 * {@link #problems} has the mistakes of all.
 */
public final class DataSources {
    /** The name of the file. */
    public static final String FILE = "datasources.yaml";

    private final String file;
    private final List<Problem> ofTheFile;
    private final Map<String, Entry> entries;

    /**
     * One name.
     *
     * @param type as it is written, whether it can be used or not
     * @param source if it can be used
     * @param retention how long its streams keep records
     * @param problems what is wrong or doubtful
     */
    record Entry(
            Optional<String> type,
            Optional<? extends DataSource> source,
            Optional<Duration> retention,
            List<Problem> problems) {
        boolean hasErrors() {
            return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
        }
    }

    DataSources(String file, List<Problem> ofTheFile, Map<String, Entry> entries) {
        this.file = file;
        this.ofTheFile = List.copyOf(ofTheFile);
        this.entries = new LinkedHashMap<>(entries);
    }

    /**
     * Reads a file and whatever it refers to, now.
     *
     * @param environment looks up an environment variable; null when it is not set
     */
    public static DataSources read(Path file, Function<String, @Nullable String> environment) {
        return new DataSourceFile(file, environment, true).read();
    }

    /** Reads a file to check it: that a key of an account is not there, where the file says it is, is a doubt only. */
    static DataSources check(Path file, Function<String, @Nullable String> environment) {
        return new DataSourceFile(file, environment, false).read();
    }

    /** Checks a text as if it stood in the file. */
    static DataSources check(Path file, String text, Function<String, @Nullable String> environment) {
        return new DataSourceFile(file, environment, false).read(text);
    }

    /** The datasources.yaml in a folder or in the nearest one above it. */
    public static Optional<Path> nearest(Path folder) {
        for (@Nullable Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            Path file = at.resolve(FILE);
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /**
     * The data sources that a folder uses, read now.
     *
     * @param file absent: the nearest datasources.yaml in the folder or above it
     */
    public static DataSources of(Optional<Path> file, Path folder, Function<String, @Nullable String> environment) {
        return file.or(() -> nearest(folder))
                .map(found -> read(found, environment))
                .orElseGet(() -> missing(folder));
    }

    /** Stands for a file that is neither in a folder nor above it. */
    static DataSources missing(Path folder) {
        Problem problem = Problem.error(
                Place.wholeFile(folder.toString()),
                "there is no " + FILE + " in this folder or above it; write one, or name one with --datasources");
        return new DataSources(folder.resolve(FILE).toString(), List.of(problem), Map.of());
    }

    /** With others that stand beside those of the file; of two of one name that of the file counts. */
    DataSources with(Map<String, Entry> others) {
        Map<String, Entry> all = new LinkedHashMap<>(others);
        all.putAll(entries);
        return new DataSources(file, ofTheFile, all);
    }

    /** The file, for people. */
    String file() {
        return file;
    }

    /** Whether there is an entry of that name, usable or not. */
    boolean has(String name) {
        return entries.containsKey(name);
    }

    /** How long the streams of a data source keep their records, if the file says so. */
    Optional<Duration> retention(String name) {
        return Optional.ofNullable(entries.get(name)).flatMap(Entry::retention);
    }

    /** Everything that is wrong or doubtful in the file, in its order. */
    public List<Problem> problems() {
        return Stream.concat(ofTheFile.stream(), entries.values().stream().flatMap(entry -> entry.problems().stream()))
                .toList();
    }

    /** The data sources that can be used, in the order of the file. */
    public List<DataSource> list() {
        return entries.values().stream()
                .flatMap(entry -> entry.source().stream())
                .collect(Collectors.toUnmodifiableList());
    }

    /**
     * The Tablestore instance of that name; otherwise empty, and the reasons are added to the problems.
     *
     * @param wanted where the name is written
     */
    public Optional<DataSource.Tablestore> tablestore(String name, Place wanted, Problems problems) {
        return find(name, DataSource.Tablestore.class, "a tablestore", wanted, problems);
    }

    /**
     * The MaxCompute project of that name; otherwise empty, and the reasons are added to the problems.
     *
     * @param wanted where the name is written
     */
    public Optional<DataSource.MaxCompute> maxCompute(String name, Place wanted, Problems problems) {
        return find(name, DataSource.MaxCompute.class, "a maxcompute", wanted, problems);
    }

    /** The data source of that name, whatever it is; otherwise empty, and the reasons are added to the problems. */
    public Optional<DataSource> any(String name, Place wanted, Problems problems) {
        return find(name, DataSource.class, "any", wanted, problems);
    }

    /**
     * The only MaxCompute project, or else the only data source; otherwise empty, and the problems say which names there are.
     */
    public Optional<DataSource> theOne(Problems problems) {
        List<String> projects = entries.entrySet().stream()
                .filter(entry ->
                        entry.getValue().type().filter("maxcompute"::equals).isPresent())
                .map(Map.Entry::getKey)
                .toList();
        List<String> candidates = projects.isEmpty() ? List.copyOf(entries.keySet()) : projects;
        if (candidates.size() == 1) {
            return any(candidates.get(0), Place.wholeFile(file), problems);
        }
        ofTheFile.forEach(problems::add);
        if (ofTheFile.isEmpty()) {
            problems.error(
                    Place.wholeFile(file),
                    entries.isEmpty()
                            ? "there is no data source in it; add one"
                            : (projects.isEmpty() ? "none of its data sources" : "more than one of its data sources")
                                    + " is a MaxCompute project; name one with --datasource: "
                                    + String.join(", ", entries.keySet()));
        }
        return Optional.empty();
    }

    /** What is wrong with the file as a whole, so that no name in it can be trusted. */
    List<Problem> ofTheFile() {
        return ofTheFile;
    }

    /** Names to what is declared under them, in the order of the file. */
    Map<String, Entry> entries() {
        return Collections.unmodifiableMap(entries);
    }

    /** Says that a name is not there, and which is meant perhaps. */
    Problem unknown(String name, Place wanted) {
        return Problem.error(wanted, "there is no data source `" + name + "` in " + file + hint(name));
    }

    private <T extends DataSource> Optional<T> find(
            String name, Class<T> type, String kind, Place wanted, Problems problems) {
        Entry entry = entries.get(name);
        if (entry == null) {
            ofTheFile.forEach(problems::add);
            if (ofTheFile.isEmpty()) {
                problems.add(unknown(name, wanted));
            }
            return Optional.empty();
        }
        entry.problems().forEach(problems::add);
        if (entry.source().isEmpty()) {
            return Optional.empty();
        }
        Optional<T> found = entry.source().filter(type::isInstance).map(type::cast);
        if (found.isEmpty()) {
            problems.error(
                    wanted,
                    "the data source `" + name + "` is not " + kind + " one; name another or add one to " + file);
        }
        return found;
    }

    private String hint(String name) {
        return NearestName.of(name, entries.keySet())
                .map(nearest -> "; did you mean `" + nearest + "`?")
                .orElse(
                        entries.isEmpty()
                                ? "; add it there"
                                : "; add it there, or name one of " + String.join(", ", entries.keySet()));
    }
}
