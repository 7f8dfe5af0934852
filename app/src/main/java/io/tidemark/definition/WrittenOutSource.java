package io.tidemark.definition;

import io.tidemark.workflow.Credentials;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code datasource}, or the address and keys that a script may write out instead. */
final class WrittenOutSource {
    /** Keys whose values nobody may keep. */
    static final Set<String> SECRETS = Set.of("accessId", "accessKey", "securityToken");

    private static final Duration SAFETY_LAG = Duration.ofMinutes(5);
    static final String MOVE =
            "move address and keys to an entry of datasources.yaml and write its name as `datasource`";

    private final Section keys;
    private final Problems problems;

    WrittenOutSource(Section keys, Problems problems) {
        this.keys = keys;
        this.problems = problems;
    }

    /** The keys of accounts that a document holds, wherever they stand. */
    static List<Located.Field> keysIn(Located document) {
        List<Located.Field> found = new ArrayList<>();
        if (document instanceof Located.Fields fields) {
            for (Located.Field field : fields.fields()) {
                if (SECRETS.contains(field.key())) {
                    found.add(field);
                } else {
                    found.addAll(keysIn(field.value()));
                }
            }
        } else if (document instanceof Located.Items items) {
            items.items().forEach(item -> found.addAll(keysIn(item)));
        }
        return found;
    }

    Optional<SourceName<DataSource.Tablestore>> tablestore() {
        List<String> written = List.of("endpoint", "instanceName", "accessId", "accessKey");
        if (isNamed(written)) {
            return named();
        }
        Optional<String> endpoint = endpoint("endpoint", "");
        Optional<String> instance = text("instanceName");
        Optional<Credentials> credentials = credentials(Optional.empty());
        if (endpoint.isEmpty() || instance.isEmpty() || credentials.isEmpty()) {
            return Optional.empty();
        }
        Duration lag = EndpointText.isLoopback(endpoint.get()) ? Duration.ZERO : SAFETY_LAG;
        return Optional.of(new SourceName.WrittenOut<>(new DataSource.Tablestore(
                "written out in the script", endpoint.get(), instance.get(), credentials.get(), lag)));
    }

    Optional<SourceName<DataSource.MaxCompute>> maxCompute() {
        List<String> written = List.of(
                "odpsServer",
                "endpoint",
                "tunnelServer",
                "tunnelEndpoint",
                "project",
                "accessId",
                "accessKey",
                "securityToken");
        if (isNamed(written)) {
            return named();
        }
        Optional<String> endpoint = endpoint(keys.has("odpsServer") ? "odpsServer" : "endpoint", "/api");
        String tunnelKey = keys.has("tunnelServer") ? "tunnelServer" : "tunnelEndpoint";
        Optional<String> tunnel = keys.has(tunnelKey) ? endpoint(tunnelKey, "") : Optional.empty();
        Optional<String> project = text("project");
        Optional<Credentials> credentials = credentials(
                keys.text("securityToken").map(token -> token.value().text()));
        if (endpoint.isEmpty() || project.isEmpty() || credentials.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SourceName.WrittenOut<>(new DataSource.MaxCompute(
                "written out in the script",
                endpoint.get(),
                tunnel,
                project.get(),
                credentials.get(),
                Optional.empty())));
    }

    /** Whether the script names a data source; also when it names none at all, which is then reported. */
    private boolean isNamed(List<String> written) {
        written.forEach(keys::value);
        Optional<String> first = written.stream().filter(keys::has).findFirst();
        if (first.isEmpty()) {
            return true;
        }
        if (keys.has("datasource")) {
            problems.error(
                    keys.placeOf(first.get()), "`" + first.get() + "` and `datasource` exclude each other; remove one");
            return true;
        }
        keys.value("datasource");
        problems.warning(keys.placeOf(first.get()), "`" + first.get() + "` is written out in the script; " + MOVE);
        return false;
    }

    private <T extends DataSource> Optional<SourceName<T>> named() {
        return keys.requireText("datasource", "write the name of an entry of datasources.yaml")
                .map(text -> new SourceName.Named<>(text.place(), text.value().text()));
    }

    private Optional<String> endpoint(String key, String path) {
        return text(key).filter(value -> {
            Optional<String> mistake = EndpointText.mistake(value, path);
            mistake.ifPresent(m -> problems.error(keys.placeOf(key), "`" + key + "` " + m));
            return mistake.isEmpty();
        });
    }

    private Optional<Credentials> credentials(Optional<String> token) {
        Optional<String> id = text("accessId");
        Optional<String> secret = text("accessKey");
        return id.flatMap(i -> secret.map(s -> new Credentials(i, new Secret(s), token.map(Secret::new))));
    }

    private Optional<String> text(String key) {
        return keys.requireText(key, MOVE).map(text -> text.value().text());
    }
}
