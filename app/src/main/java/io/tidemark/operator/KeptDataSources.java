package io.tidemark.operator;

import io.tidemark.access.Actor;
import io.tidemark.access.Permission;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.doctor.Examination;
import io.tidemark.doctor.Examiner;
import io.tidemark.probe.Account;
import io.tidemark.probe.ConnectionTrial;
import io.tidemark.probe.Endpoints;
import io.tidemark.probe.Finding;
import io.tidemark.probe.FirstRows;
import io.tidemark.probe.Tables;
import io.tidemark.store.KeptSource;
import io.tidemark.store.KeptSourceStore;
import io.tidemark.store.Note;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Data sources that were added to the operator, beside those of its file. Thread-safe. */
public final class KeptDataSources {
    private static final String NOT_OPENED = "secrets.key in the data directory is missing or another one";
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\d_.-]{1,64}");
    private static final Set<String> SECRET = Set.of("accessKeyId", "accessKeySecret", "securityToken");

    private final KeptSourceStore store;
    private final DataSourceReading reading;
    private final Function<DataSource, Account> accounts;
    private final Examiner examiner;
    private final Endpoints endpoints;
    private final Trail trail;

    /**
     * Nothing is read yet.
     *
     * @param accounts opens one; no call is made yet
     */
    public KeptDataSources(
            KeptSourceStore store,
            DataSourceReading reading,
            Function<DataSource, Account> accounts,
            Examiner examiner,
            Endpoints endpoints,
            Trail trail) {
        this.store = store;
        this.reading = reading;
        this.accounts = accounts;
        this.examiner = examiner;
        this.endpoints = endpoints;
        this.trail = trail;
    }

    /** What somebody does in their own name. */
    public SourceDesk by(Actor actor) {
        return new InTheirName(actor);
    }

    private final class InTheirName implements SourceDesk {
        private final Actor actor;

        InTheirName(Actor actor) {
            this.actor = actor;
        }

        @Override
        public List<SourceView> sources() {
            List<SourceView> views = new ArrayList<>();
            List<DataSource> written = reading.ofTheFile();
            written.forEach(source -> views.add(view(source)));
            store.all().stream()
                    .filter(kept ->
                            written.stream().noneMatch(source -> source.name().equals(kept.name())))
                    .forEach(kept -> views.add(view(kept)));
            views.sort(Comparator.comparing(SourceView::name));
            return views;
        }

        private SourceView view(DataSource source) {
            boolean instance = source instanceof DataSource.Tablestore;
            String place = source instanceof DataSource.Tablestore tablestore
                    ? tablestore.instance()
                    : ((DataSource.MaxCompute) source).project();
            return new SourceView(
                    source.name(),
                    instance ? "tablestore" : "maxcompute",
                    source.endpoint(),
                    shown(place),
                    false,
                    Optional.empty());
        }

        private SourceView view(KeptSource kept) {
            Map<String, String> keys = kept.settings();
            return new SourceView(
                    kept.name(),
                    keys.getOrDefault("type", ""),
                    keys.getOrDefault("endpoint", ""),
                    shown(keys.getOrDefault("instance", keys.getOrDefault("project", ""))),
                    true,
                    kept.secrets().isPresent() ? Optional.empty() : Optional.of(NOT_OPENED));
        }

        private String shown(String place) {
            return actor.may(Permission.ADMINISTER) ? place : "";
        }

        @Override
        public void put(String name, Map<String, String> keys, boolean replace) {
            trail.of(actor, replace ? "replace-data-source" : "add-data-source", name, () -> {
                actor.require(Permission.ADMINISTER);
                requireName(name);
                DataSource source = reading.read(name, keys);
                guard(source);
                if (reading.ofTheFile().stream()
                        .anyMatch(written -> written.name().equals(name))) {
                    throw exists(name, "stands in the operator's datasources.yaml");
                }
                Map<String, String> settings = new LinkedHashMap<>();
                Map<String, Secret> secrets = new LinkedHashMap<>();
                keys.forEach((key, value) -> {
                    if (SECRET.contains(key)) {
                        secrets.put(key, new Secret(value));
                    } else {
                        settings.put(key, value);
                    }
                });
                Note note = new Note(actor.name(), trail.clock().instant(), "");
                if (replace) {
                    if (!store.replace(name, settings, secrets, note)) {
                        throw unknown(name);
                    }
                } else if (!store.add(name, settings, secrets, note)) {
                    throw exists(name, "was added already");
                }
            });
        }

        @Override
        public void remove(String name, boolean force) {
            trail.of(actor, "remove-data-source", name, () -> {
                actor.require(Permission.ADMINISTER);
                Set<String> users = reading.users(name);
                if (!users.isEmpty() && !force) {
                    throw Failure.user(
                                    "SOURCE_IN_USE",
                                    "The data source " + name + " is named by " + String.join(", ", users)
                                            + ". Nothing was done.",
                                    "Submit workflows without it first, or force it: their cycles fail then.")
                            .asException();
                }
                if (!store.remove(name)) {
                    throw unknown(name);
                }
            });
        }

        @Override
        public List<Finding> test(String name, Tables tables) {
            DataSource source = usable(name);
            if (tables.statusTable().isPresent() && source instanceof DataSource.MaxCompute) {
                throw Failure.user(
                                "NO_STATUS_TABLE",
                                "Data source `" + name
                                        + "` is a MaxCompute project, and status tables are in Tablestore.",
                                "Leave the status table out, or name the Tablestore data source.")
                        .asException();
            }
            try (Account account = accounts.apply(source)) {
                return new ConnectionTrial(URI.create(source.endpoint()), account, trail.clock())
                        .run(tables, finding -> {});
            }
        }

        @Override
        public FirstRows firstRows(String name, String table, Map<String, String> partition, int limit) {
            try (Account account = accounts.apply(usable(name))) {
                return account.firstRows(table, partition, limit);
            }
        }

        @Override
        public Examination.Report examine(String source, String target) {
            return trail.of(
                    actor,
                    "examine",
                    source + " and " + target,
                    () -> {
                        actor.require(Permission.ADMINISTER);
                        return examiner.examine(
                                usable(source, DataSource.Tablestore.class),
                                usable(target, DataSource.MaxCompute.class));
                    },
                    report -> report.healthy() ? "everything holds" : "not everything holds");
        }

        private <T extends DataSource> T usable(String name, Class<T> type) {
            DataSource source = usable(name);
            if (!type.isInstance(source)) {
                throw Failure.user(
                                "SOURCE_OF_ANOTHER_TYPE",
                                "The data source " + name + " is not of " + type.getSimpleName()
                                        + ". Nothing was done.",
                                "The source is of Tablestore, the target of MaxCompute.")
                        .asException();
            }
            return type.cast(source);
        }

        /** One that the actor may use, at an endpoint that may be called. */
        private DataSource usable(String name) {
            actor.require(Permission.RUN);
            Optional<DataSource> written = reading.ofTheFile().stream()
                    .filter(source -> source.name().equals(name))
                    .findFirst();
            DataSource source = written.orElseGet(() -> opened(name));
            if (written.isEmpty()) {
                guard(source);
            }
            return source;
        }

        private DataSource opened(String name) {
            KeptSource kept = store.all().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> unknown(name));
            Map<String, String> keys = new LinkedHashMap<>(kept.settings());
            kept.secrets()
                    .orElseThrow(() -> Failure.user(
                                    "KEY_FILE",
                                    "The keys of " + name + " cannot be used: " + NOT_OPENED + ".",
                                    "Put the key file back, or add the data source anew.")
                            .asException())
                    .forEach((key, value) -> keys.put(key, value.reveal()));
            return reading.read(name, keys);
        }

        @Override
        public int rotateKey() {
            return trail.of(
                    actor,
                    "rotate-key",
                    "secrets.key",
                    () -> {
                        actor.require(Permission.ADMINISTER);
                        return store.rotate();
                    },
                    number -> number + " data sources are sealed anew");
        }
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Failure.user(
                            "BAD_NAME",
                            "A data source cannot be called so. Nothing was done.",
                            "Take letters, digits, dots, hyphens and underscores, 64 at most.")
                    .asException();
        }
    }

    private void guard(DataSource source) {
        endpoints.require(source.endpoint());
        if (source instanceof DataSource.MaxCompute project) {
            project.tunnelEndpoint().ifPresent(endpoints::require);
        }
    }

    private static FailureException exists(String name, String where) {
        return Failure.user(
                        "SOURCE_EXISTS",
                        "A data source " + name + " " + where + ". Nothing was done.",
                        "Choose another name, or replace it where it stands.")
                .asException();
    }

    private static FailureException unknown(String name) {
        return Failure.user(
                        "SOURCE_UNKNOWN",
                        "No data source " + name + " was added to the operator.",
                        "Look at the list of data sources.")
                .asException();
    }
}
