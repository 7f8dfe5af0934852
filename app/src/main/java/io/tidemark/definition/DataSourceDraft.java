package io.tidemark.definition;

import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A datasources.yaml as it is, and a look at what it would be. */
final class DataSourceDraft {
    private final Path file;
    private final Function<String, @Nullable String> environment;
    private final DataSourceStorage storage;
    private final DataSources before;
    private final Optional<Located.Fields> root;

    /**
     * Reads what is there.
     *
     * @param file may be missing
     * @throws InvalidDefinitionException if the file as a whole cannot be read
     */
    DataSourceDraft(Path file, Function<String, @Nullable String> environment) {
        this.file = file;
        this.environment = environment;
        this.storage = DataSourceStorage.open(file);
        String text = withoutMark(storage.before().orElse(""));
        if (text.lines().allMatch(DataSourceDraft::isBlank)) {
            this.before = new DataSources(file.toString(), List.of(), Map.of());
            this.root = Optional.empty();
            return;
        }
        this.before = DataSources.check(file, text, environment);
        if (!before.ofTheFile().isEmpty()) {
            throw new InvalidDefinitionException(before.ofTheFile());
        }
        this.root = LocatedFile.yaml(file, text, new Problems())
                .filter(Located.Fields.class::isInstance)
                .map(Located.Fields.class::cast);
    }

    private static String withoutMark(String text) {
        return text.startsWith(DataSourceLayout.BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static boolean isBlank(String line) {
        return line.isBlank() || line.strip().startsWith("#");
    }

    DataSourceStorage storage() {
        return storage;
    }

    /** What it declares. */
    DataSources before() {
        return before;
    }

    Set<String> names() {
        return before.entries().keySet();
    }

    DataSourceLayout layout() {
        return DataSourceLayout.of(storage.before().orElse(""), root).orElseThrow(this::tangled);
    }

    /**
     * Reads a text as the file it would be.
     *
     * @param names that it must declare, in this order
     * @param changed the one that need not be as good as before
     */
    DataSources tried(String text, List<String> names, String changed) {
        DataSources after = DataSources.check(file, withoutMark(text), environment);
        boolean others = after.entries().entrySet().stream()
                .filter(entry ->
                        !entry.getKey().equals(changed) && entry.getValue().hasErrors())
                .allMatch(entry -> Optional.ofNullable(before.entries().get(entry.getKey()))
                        .filter(DataSources.Entry::hasErrors)
                        .isPresent());
        if (!others
                || !after.ofTheFile().isEmpty()
                || !List.copyOf(after.entries().keySet()).equals(names)) {
            throw tangled();
        }
        return after;
    }

    private InvalidDefinitionException tangled() {
        return new InvalidDefinitionException(List.of(Problem.error(
                Place.wholeFile(file.toString()),
                "the data sources do not stand below each other, each with lines of its own, so the file was left as it is;"
                        + " change it by hand")));
    }
}
