package io.tidemark.definition;

import io.tidemark.schedule.ParameterValue;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Partition;
import io.tidemark.sync.SyncRequest;
import io.tidemark.sync.Window;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.GapPolicy;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problem;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.ScriptText;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A sync script in the format of DataWorks, with placeholders {@code ${name}} for parameters. Immutable. */
public final class SyncScript {
    /** The keys that usually differ from cycle to cycle: which window is read, which partition is written. */
    private static final Set<String> VARYING = Stream.concat(WindowKeys.ALL.stream(), Stream.of(PartitionText.KEY))
            .collect(Collectors.toUnmodifiableSet());

    private final Located document;
    private final List<Placeholder> placeholders;
    private final Optional<ScriptContent> content;
    private final Set<String> elsewhere;
    private final boolean tellsItsParameters;
    private final List<Problem> problems;

    /**
     * A script that was read.
     *
     * @param tellsItsParameters whether there is nothing in it that may be a placeholder and is none
     * @param content as far as it waits for no parameter
     */
    private SyncScript(
            Located document,
            List<Placeholder> placeholders,
            boolean tellsItsParameters,
            Optional<ScriptContent> content,
            List<Problem> problems) {
        this.document = document;
        this.placeholders = List.copyOf(placeholders);
        this.tellsItsParameters = tellsItsParameters;
        this.content = content;
        this.elsewhere = names(placeholders.stream().filter(placeholder -> !placeholder.marked()));
        this.problems = List.copyOf(problems);
    }

    /**
     * Reads a file and checks everything that does not wait for a parameter.
     *
     * @param problems takes all mistakes and doubts, in the order of the file
     * @return empty if there is a mistake
     */
    public static Optional<SyncScript> read(Path file, Problems problems) {
        return FileTexts.INSTANCE
                .text(file, "JSON", problems)
                .flatMap(text -> read(new ScriptText(file, text), problems));
    }

    /** The same for a script whose text is known. */
    static Optional<SyncScript> read(ScriptText script, Problems problems) {
        Problems own = new Problems();
        Optional<SyncScript> draft = draft(script, own);
        own.list().forEach(problems::add);
        return own.hasErrors() ? Optional.empty() : draft;
    }

    /** The same, but there is a script as long as its form can be made out, for those who look at its parameters only. */
    static Optional<SyncScript> draft(ScriptText script, Problems problems) {
        Problems own = new Problems();
        Optional<Located> document = LocatedFile.json(script.file(), script.text(), own)
                .flatMap(written -> new ScriptForms(own).present(written));
        Problems marks = new Problems();
        List<Placeholder> placeholders =
                document.map(d -> Placeholders.in(d, VARYING, marks)).orElse(List.of());
        marks.list().forEach(own::add);
        Optional<ScriptContent> content = document.flatMap(d -> ScriptContent.read(Placeholders.postponed(d), own));
        List<Problem> found = own.sorted();
        found.forEach(problems::add);
        return document.map(
                d -> new SyncScript(d, placeholders, !marks.hasErrors() && ScriptShape.isScript(d), content, found));
    }

    /** The parameters whose values the script needs, in its order. */
    public Set<String> parameterNames() {
        return names(placeholders.stream());
    }

    private static Set<String> names(Stream<Placeholder> placeholders) {
        return placeholders.map(Placeholder::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The parameters that stand in a key of an account that the script writes out. */
    public Set<String> secretParameters() {
        return names(Placeholders.in(document, WrittenOutSource.SECRETS, new Problems()).stream()
                .filter(Placeholder::marked));
    }

    /** Where a parameter is used first. */
    Place placeOf(String parameter) {
        return placeholders.stream()
                .filter(placeholder -> placeholder.name().equals(parameter))
                .findFirst()
                .map(Placeholder::place)
                .orElseGet(document::place);
    }

    /** Whether its parameters are known, all of them, though it may have other mistakes. */
    boolean tellsItsParameters() {
        return tellsItsParameters;
    }

    /** What is doubtful in the script but does not stop it. */
    public List<Problem> warnings() {
        return problems;
    }

    /** Whether nothing in it is a mistake. */
    boolean isUsable() {
        return problems.stream().noneMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    /** The whole script, in the present form of DataWorks. */
    Located document() {
        return document;
    }

    /**
     * Fills in the values of parameters and looks up the data sources.
     *
     * @param chain whose history the window belongs to
     * @param zone of bare local times
     * @throws InvalidDefinitionException if a value is missing or wrong, the window does not end after it starts, or a data
     *     source cannot be used
     */
    public SyncRequest resolve(
            ChainId chain, Map<String, ParameterValue> values, ZoneId zone, DataSources dataSources) {
        Problems problems = new Problems();
        Optional<ScriptContent> content = filled(values, problems);
        Optional<Window> window = content.flatMap(c -> c.reader().window().window(values, zone, problems));
        Optional<Partition> partition =
                content.flatMap(c -> c.writer().partition().partition(values, problems));
        Optional<DataSource.Tablestore> source = content.flatMap(c -> source(c, dataSources, problems));
        Optional<DataSource.MaxCompute> target = content.flatMap(c -> target(c, dataSources, problems));
        if (content.isEmpty()
                || window.isEmpty()
                || partition.isEmpty()
                || source.isEmpty()
                || target.isEmpty()
                || problems.hasErrors()) {
            throw new InvalidDefinitionException(problems.sorted());
        }
        ReaderStep reader = content.get().reader();
        WriterStep writer = content.get().writer();
        return new SyncRequest(
                chain,
                window.get(),
                window.get().jump(zone),
                new SyncRequest.Source(source.get(), reader.table(), reader.statusTable(), reader.maxRetries()),
                new SyncRequest.Target(
                        target.get(),
                        writer.table(),
                        writer.create(),
                        partition.get(),
                        writer.columns(),
                        writer.truncate(),
                        writer.emptyAsNull(),
                        writer.compress()),
                reader.mode(),
                content.get().speed(),
                content.get().errorLimit(),
                GapPolicy.EXTEND,
                Optional.empty());
    }

    /** Where it begins. */
    Place place() {
        return document.place();
    }

    /** The parameters that stand in other keys than those of the window and of the partition. */
    Set<String> parametersElsewhere() {
        return elsewhere;
    }

    /**
     * What the script says with these values; window and partition keep their placeholders. Empty, with problems, if a value
     * is missing or wrong.
     */
    Optional<ScriptContent> filled(Map<String, ParameterValue> values, Problems problems) {
        if (elsewhere.isEmpty() && content.isPresent()) {
            return content;
        }
        Problems own = new Problems();
        Optional<ScriptContent> filled = ScriptContent.read(Placeholders.filled(document, VARYING, values, own), own);
        own.list().stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .forEach(problems::add);
        return own.hasErrors() ? Optional.empty() : filled;
    }

    private static Optional<DataSource.Tablestore> source(
            ScriptContent content, DataSources dataSources, Problems problems) {
        SourceName<DataSource.Tablestore> name = content.reader().source();
        if (name instanceof SourceName.WrittenOut<DataSource.Tablestore> written) {
            return Optional.of(written.source());
        }
        SourceName.Named<DataSource.Tablestore> named = (SourceName.Named<DataSource.Tablestore>) name;
        return dataSources.tablestore(named.name(), named.place(), problems);
    }

    private static Optional<DataSource.MaxCompute> target(
            ScriptContent content, DataSources dataSources, Problems problems) {
        SourceName<DataSource.MaxCompute> name = content.writer().target();
        if (name instanceof SourceName.WrittenOut<DataSource.MaxCompute> written) {
            return Optional.of(written.source());
        }
        SourceName.Named<DataSource.MaxCompute> named = (SourceName.Named<DataSource.MaxCompute>) name;
        return dataSources.maxCompute(named.name(), named.place(), problems);
    }
}
