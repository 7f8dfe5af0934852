package io.tidemark.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark datasources add}. */
@Command(
        name = "add",
        description = "Adds a data source to the file, the rest of which stays as it is; or to an operator, encrypted.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Secrets are never written into the file: it says where they are. For example",
            "  tidemark datasources add ots --type tablestore --instance i \\",
            "    --endpoint https://i.cn-hangzhou.ots.aliyuncs.com \\",
            "    --access-key-id '$${env:OTS_ID}' --access-key-secret '$${env:OTS_SECRET}'",
            "The quotes keep the shell from looking the variables up itself.",
            "With --in-operator or --server the values are looked up here and now, and sent to the operator."
        })
final class DataSourcesAddCommand implements Callable<Integer> {
    private final DataSourceFiles files;
    private final DeskAccess access;
    private final Terminal terminal;
    private final Path home;

    @Parameters(paramLabel = "NAME", description = "of the data source")
    private String name = "";

    @Option(names = "--type", required = true, paramLabel = "TYPE", description = "tablestore or maxcompute")
    private String type = "";

    @Option(
            names = "--endpoint",
            required = true,
            paramLabel = "URL",
            description = "http(s)://host[:port], for maxcompute with /api")
    private String endpoint = "";

    @Option(
            names = "--tunnel-endpoint",
            paramLabel = "URL",
            description = "of maxcompute (default: the service is asked for it)")
    private @Nullable String tunnelEndpoint;

    @Option(names = "--instance", paramLabel = "NAME", description = "of tablestore")
    private @Nullable String instance;

    @Option(names = "--project", paramLabel = "NAME", description = "of maxcompute")
    private @Nullable String project;

    @Option(
            names = "--access-key-id",
            required = true,
            paramLabel = "REFERENCE",
            description = "'$${env:NAME}' or '$${file:PATH}'")
    private String accessKeyId = "";

    @Option(
            names = "--access-key-secret",
            required = true,
            paramLabel = "REFERENCE",
            description = "'$${env:NAME}' or '$${file:PATH}'")
    private String accessKeySecret = "";

    @Option(
            names = "--security-token",
            paramLabel = "REFERENCE",
            description = "of temporary keys: '$${env:NAME}' or '$${file:PATH}'")
    private @Nullable String securityToken;

    @Option(names = "--quota", paramLabel = "NAME", description = "of maxcompute: the tunnel quota")
    private @Nullable String quota;

    @Option(
            names = "--safety-lag",
            paramLabel = "TIME",
            description = "of tablestore: how long after a window's end it is read (default: 5m)")
    private @Nullable String safetyLag;

    @Option(
            names = "--retention",
            paramLabel = "TIME",
            description = "of tablestore: how long its streams keep records, for checks")
    private @Nullable String retention;

    @Option(names = "--replace", description = "put it in the place of the one with that name")
    private boolean replace;

    @Mixin
    private SourceHome where = new SourceHome();

    @Mixin
    private Consent consent = new Consent();

    DataSourcesAddCommand(DataSourceFiles files, DeskAccess access, Path home) {
        this.files = files;
        this.access = access;
        this.terminal = access.terminal();
        this.home = home;
    }

    @Override
    public Integer call() {
        if (where.isOperator()) {
            return toOperator();
        }
        DataSourceFiles.Change change = files.add(name, keys(), replace, where.file(), home.resolve("workflows"));
        change.doubts().forEach(terminal.err()::println);
        List<String> sentences = new ArrayList<>();
        sentences.add((replace ? "Puts" : "Adds") + " into " + change.file() + ":");
        change.lines().forEach(line -> sentences.add("  " + line));
        return consent.to(terminal, sentences, change.making(), "Done. See `tidemark datasources test " + name + "`.");
    }

    private int toOperator() {
        Map<String, String> resolved = files.resolved(keys());
        List<String> sentences = List.of((replace ? "Replaces " : "Adds ") + name + ", a " + type + " data source at "
                + endpoint + "; the operator keeps its keys encrypted and never shows them.");
        return consent.to(
                terminal,
                sentences,
                () -> access.sources(where.desk(), "datasources add", desk -> {
                    desk.put(name, resolved, replace);
                    return name;
                }),
                "Done. See `tidemark datasources test " + name + "` with the same options.");
    }

    /** In the order in which people write them. */
    private Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("type", type);
        keys.put("endpoint", endpoint);
        put(keys, "tunnelEndpoint", tunnelEndpoint);
        put(keys, "instance", instance);
        put(keys, "project", project);
        keys.put("accessKeyId", accessKeyId);
        keys.put("accessKeySecret", accessKeySecret);
        put(keys, "securityToken", securityToken);
        put(keys, "quota", quota);
        put(keys, "safetyLag", safetyLag);
        put(keys, "retention", retention);
        return keys;
    }

    private static void put(Map<String, String> keys, String key, @Nullable String value) {
        Optional.ofNullable(value).ifPresent(written -> keys.put(key, written));
    }
}
