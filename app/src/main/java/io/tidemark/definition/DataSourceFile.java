package io.tidemark.definition;

import io.tidemark.config.Reference;
import io.tidemark.workflow.Credentials;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one datasources.yaml: a name to a group of keys, whose {@code type} says what it is. */
final class DataSourceFile {
    private static final Duration SAFETY_LAG = Duration.ofMinutes(5);

    /** How long the streams of the instance keep their records; checks of workflows use it. */
    private static final String RETENTION = "retention";

    private static final Duration SHORTEST_RETENTION = Duration.ofHours(1);

    /** The longest that a Tablestore stream can be told to keep its records. */
    static final Duration LONGEST_RETENTION = Duration.ofDays(7);

    private final Path path;
    private final Reference references;
    private final boolean secretsNeeded;

    /**
     * A reader of one file.
     *
     * @param secretsNeeded whether it is a mistake that keys of an account stand elsewhere and are not there; else a doubt
     */
    DataSourceFile(Path path, Function<String, @Nullable String> environment, boolean secretsNeeded) {
        this.path = path;
        this.secretsNeeded = secretsNeeded;
        Path parent = path.toAbsolutePath().getParent();
        this.references = new Reference(environment, parent == null ? path.toAbsolutePath() : parent);
    }

    DataSources read() {
        Problems ofTheFile = new Problems();
        return read(LocatedFile.yaml(path, ofTheFile), ofTheFile);
    }

    /** Reads a text as if it stood in the file. */
    DataSources read(String text) {
        Problems ofTheFile = new Problems();
        return read(LocatedFile.yaml(path, text, ofTheFile), ofTheFile);
    }

    private DataSources read(Optional<Located> written, Problems ofTheFile) {
        Map<String, DataSources.Entry> entries = new LinkedHashMap<>();
        written.flatMap(document -> Section.of(document, path.getFileName().toString(), ofTheFile))
                .ifPresent(section -> section.fields().forEach(field -> {
                    Problems own = new Problems();
                    Optional<? extends DataSource> source = source(field, own);
                    entries.put(field.key(), new DataSources.Entry(type(field), source, retention(field), own.list()));
                }));
        return new DataSources(path.toString(), ofTheFile.list(), entries);
    }

    private Optional<? extends DataSource> source(Located.Field field, Problems problems) {
        String name = field.key();
        Optional<Section> section = Section.of(field.value(), "the data source `" + name + "`", problems);
        Optional<? extends DataSource> source = section.flatMap(keys -> {
            Optional<Located.Text> written = keys.text("type");
            if (keys.has("type") && written.isEmpty()) {
                return Optional.empty();
            }
            String type = written.map(text -> text.value().text()).orElse("");
            return switch (type) {
                case "tablestore" -> tablestore(name, keys, problems);
                case "maxcompute" -> maxCompute(name, keys, problems);
                default -> {
                    problems.error(
                            keys.placeOf("type"),
                            (keys.has("type") ? "`" + type + "` is no type of data source" : "`type` is missing")
                                    + "; write tablestore or maxcompute");
                    yield Optional.empty();
                }
            };
        });
        return problems.hasErrors() ? Optional.empty() : source;
    }

    private static Optional<String> type(Located.Field field) {
        return Section.of(field.value(), "", new Problems())
                .flatMap(keys -> keys.text("type"))
                .map(text -> text.value().text());
    }

    private static Optional<Duration> retention(Located.Field field) {
        return Section.of(field.value(), "", new Problems())
                .flatMap(keys -> keys.duration(RETENTION))
                .filter(DataSourceFile::isRetention);
    }

    private static boolean isRetention(Duration kept) {
        return kept.compareTo(SHORTEST_RETENTION) >= 0 && kept.compareTo(LONGEST_RETENTION) <= 0;
    }

    private Optional<DataSource> tablestore(String name, Section keys, Problems problems) {
        Optional<String> endpoint = endpoint(keys, "endpoint", "", problems, true);
        Optional<String> instance = required(keys, "instance", "name the Tablestore instance", problems);
        boolean loopback = endpoint.filter(EndpointText::isLoopback).isPresent();
        Optional<Credentials> credentials = credentials(keys, loopback || endpoint.isEmpty(), problems);
        Duration lag = keys.duration("safetyLag").orElse(loopback ? Duration.ZERO : SAFETY_LAG);
        keys.duration(RETENTION)
                .filter(kept -> !isRetention(kept))
                .ifPresent(kept -> problems.error(
                        keys.placeOf(RETENTION), "`" + RETENTION + "`: a stream keeps its records for 1h to 7d"));
        keys.finish();
        if (endpoint.isEmpty() || instance.isEmpty() || credentials.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DataSource.Tablestore(name, endpoint.get(), instance.get(), credentials.get(), lag));
    }

    private Optional<DataSource> maxCompute(String name, Section keys, Problems problems) {
        Optional<String> endpoint = endpoint(keys, "endpoint", "/api", problems, true);
        Optional<String> tunnel = endpoint(keys, "tunnelEndpoint", "", problems, false);
        Optional<String> project = required(keys, "project", "name the MaxCompute project", problems);
        boolean loopback = endpoint.map(EndpointText::isLoopback).orElse(true);
        Optional<Credentials> credentials = credentials(keys, loopback, problems);
        Optional<String> quota = keys.text("quota").flatMap(text -> resolve("quota", text, problems));
        keys.finish();
        if (endpoint.isEmpty() || project.isEmpty() || credentials.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new DataSource.MaxCompute(name, endpoint.get(), tunnel, project.get(), credentials.get(), quota));
    }

    private Optional<String> endpoint(Section keys, String key, String path, Problems problems, boolean required) {
        String advice = "write http(s)://host[:port]" + path;
        Optional<Located.Text> text = required ? keys.requireText(key, advice) : keys.text(key);
        return text.flatMap(t -> resolve(key, t, problems)).filter(value -> {
            Optional<String> mistake = EndpointText.mistake(value, path);
            mistake.ifPresent(m -> problems.error(keys.placeOf(key), "`" + key + "` " + m));
            return mistake.isEmpty();
        });
    }

    private Optional<Credentials> credentials(Section keys, boolean loopback, Problems problems) {
        Optional<String> id = keys.requireText("accessKeyId", "write ${env:NAME} or ${file:PATH}")
                .flatMap(text -> key("accessKeyId", text, problems));
        Optional<String> secret = secret(keys, "accessKeySecret", loopback, true, problems);
        Optional<String> token = secret(keys, "securityToken", loopback, false, problems);
        if (id.isEmpty() || secret.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Credentials(id.get(), new Secret(secret.get()), token.map(Secret::new)));
    }

    private Optional<String> secret(Section keys, String key, boolean loopback, boolean required, Problems problems) {
        Optional<Located.Text> text =
                required ? keys.requireText(key, "write ${env:NAME} or ${file:PATH}") : keys.text(key);
        if (!loopback
                && text.isPresent()
                && !Reference.isReference(text.get().value().text())) {
            problems.warning(
                    text.get().place(),
                    "`" + key
                            + "` is written out; put it into a file that only you can read and write ${file:PATH}, or into"
                            + " an environment variable and write ${env:NAME}");
        }
        return text.flatMap(t -> key(key, t, problems));
    }

    /** A part of an account's key. */
    private Optional<String> key(String key, Located.Text text, Problems problems) {
        try {
            return Optional.of(references.resolve(text.value().text()));
        } catch (Reference.Unresolved e) {
            if (secretsNeeded || !Reference.isWellFormed(text.value().text())) {
                problems.error(text.place(), "`" + key + "` " + e.sentence());
                return Optional.empty();
            }
            problems.warning(text.place(), "`" + key + "` " + e.sentence());
            return Optional.of(text.value().text());
        }
    }

    private Optional<String> required(Section keys, String key, String advice, Problems problems) {
        return keys.requireText(key, advice).flatMap(text -> resolve(key, text, problems));
    }

    private Optional<String> resolve(String key, Located.Text text, Problems problems) {
        try {
            return Optional.of(references.resolve(text.value().text()));
        } catch (Reference.Unresolved e) {
            problems.error(text.place(), "`" + key + "` " + e.sentence());
            return Optional.empty();
        }
    }
}
