package io.tidemark.definition;

import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.Problem.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A change of one data source in a datasources.yaml, everything else of which stays as it is to the letter. What the file would be
 * has been read by its reader before anything is changed.
 */
public final class DataSourceEdit {
    private final DataSourceStorage storage;
    private final String text;
    private final List<String> lines;
    private final List<Problem> doubts;

    private DataSourceEdit(DataSourceStorage storage, String text, List<String> lines, List<Problem> doubts) {
        this.storage = storage;
        this.text = text;
        this.lines = List.copyOf(lines);
        this.doubts = List.copyOf(doubts);
    }

    /**
     * Plans to declare a data source.
     *
     * @param file may be missing; it is made then
     * @param keys as they are to stand in the file
     * @param replace whether one of that name may be there, which gives way
     * @param environment looks up an environment variable; null when it is not set
     * @throws InvalidDefinitionException with everything that is wrong with it, or if the file cannot be changed
     */
    public static DataSourceEdit add(
            Path file,
            String name,
            Map<String, String> keys,
            boolean replace,
            Function<String, @Nullable String> environment) {
        DataSourceDraft draft = new DataSourceDraft(file, environment);
        List<String> names = new ArrayList<>(draft.names());
        boolean known = names.contains(name);
        if (known && !replace) {
            throw refused(Problem.error(
                    Place.wholeFile(file.toString()),
                    "there is a data source `" + name
                            + "` already; pass --replace to put this one in its place, or take" + " another name"));
        }
        List<String> lines = lines(name, keys, known);
        if (!known) {
            names.add(name);
        }
        DataSourceLayout layout = draft.layout();
        String text = known ? layout.with(lines, name) : layout.with(lines);
        DataSources after = draft.tried(text, names, name);
        List<Problem> problems = Optional.ofNullable(after.entries().get(name)).orElseThrow().problems().stream()
                .map(problem -> new Problem(Place.wholeFile(name), problem.severity(), problem.sentence()))
                .toList();
        if (problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR)) {
            throw new InvalidDefinitionException(problems);
        }
        return new DataSourceEdit(draft.storage(), text, lines, problems);
    }

    private static List<String> lines(String name, Map<String, String> keys, boolean known) {
        try {
            if (!known) {
                DataSourceEntry.requireName(name);
            }
            return DataSourceEntry.lines(name, keys);
        } catch (Mistake e) {
            throw refused(Problem.error(Place.wholeFile(name), e.sentence()));
        }
    }

    /**
     * Plans to take a data source out.
     *
     * @param force whether scripts may name it still
     * @param environment looks up an environment variable; null when it is not set
     * @throws InvalidDefinitionException if it is not there, or scripts name it, each of them, or the file cannot be changed
     */
    public static DataSourceEdit remove(
            Path file, String name, boolean force, Function<String, @Nullable String> environment) {
        DataSourceDraft draft = new DataSourceDraft(file, environment);
        List<String> names = new ArrayList<>(draft.names());
        if (!names.remove(name)) {
            throw refused(draft.before().unknown(name, Place.wholeFile(name)));
        }
        List<Place> places = DataSourceMentions.of(name, file);
        if (!places.isEmpty() && !force) {
            throw new InvalidDefinitionException(places.stream()
                    .map(place -> Problem.error(
                            place, "the data source `" + name + "` is named here; name another first, or pass --force"))
                    .toList());
        }
        String text = draft.layout().without(name);
        draft.tried(text, names, name);
        List<Problem> doubts = places.stream()
                .map(place -> Problem.warning(place, "the data source `" + name + "` will be missing here"))
                .toList();
        return new DataSourceEdit(draft.storage(), text, List.of(), doubts);
    }

    private static InvalidDefinitionException refused(Problem problem) {
        return new InvalidDefinitionException(List.of(problem));
    }

    /** The lines that come into the file; none when a data source is taken out. */
    public List<String> lines() {
        return lines;
    }

    /** What is doubtful, but does not stop the change. */
    public List<Problem> doubts() {
        return doubts;
    }

    /**
     * Makes the change.
     *
     * @throws InvalidDefinitionException if the file was changed since, or cannot be written; it is left as it is then
     */
    public void make() {
        storage.replace(text);
    }
}
