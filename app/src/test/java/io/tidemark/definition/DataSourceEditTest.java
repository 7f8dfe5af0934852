package io.tidemark.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.workflow.InvalidDefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What changes a datasources.yaml leaves everything else in it as it is, and never leaves a broken one behind. */
class DataSourceEditTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("ID", "LTAI1", "SECRET", "s3cr3t");
    private static final String OTS = """
            ots:
              type: tablestore
              endpoint: https://i.cn-hangzhou.ots.aliyuncs.com
              instance: i
              accessKeyId: ${env:ID}
              accessKeySecret: ${env:SECRET}
            """;
    private static final String ODPS = OTS.replace("ots:\n", "odps:\n")
            .replace("tablestore", "maxcompute")
            .replace("https://i.cn-hangzhou.ots.aliyuncs.com", "https://service.cn-hangzhou.maxcompute.aliyun.com/api")
            .replace("instance: i", "project: p");
    private static final String LAST = OTS.replace("ots:\n", "last:\n");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("datasources.yaml");
    }

    @AfterEach
    void nothingIsLeftBeside() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all.filter(path -> path.getFileName().toString().startsWith(".")))
                    .isEmpty();
        }
    }

    private static Map<String, String> tablestore() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("type", "tablestore");
        keys.put("endpoint", "https://i.cn-hangzhou.ots.aliyuncs.com");
        keys.put("instance", "i");
        keys.put("accessKeyId", "${env:ID}");
        keys.put("accessKeySecret", "${env:SECRET}");
        return keys;
    }

    private DataSourceEdit add(String name, Map<String, String> keys, boolean replace) {
        return DataSourceEdit.add(file, name, keys, replace, ENVIRONMENT::get);
    }

    private DataSourceEdit remove(String name, boolean force) {
        return DataSourceEdit.remove(file, name, force, ENVIRONMENT::get);
    }

    private List<String> names() {
        DataSources sources = DataSources.read(file, ENVIRONMENT::get);
        assertThat(sources.ofTheFile()).isEmpty();
        return List.copyOf(sources.entries().keySet());
    }

    private void refused(ThrowingCallable change, String... words) throws IOException {
        String before = Files.exists(file) ? Files.readString(file) : "";
        assertThat(catchThrowableOfType(InvalidDefinitionException.class, change)
                        .getMessage())
                .contains(words)
                .doesNotContain("plain-secret");
        assertThat(Files.exists(file) ? Files.readString(file) : "").isEqualTo(before);
    }

    @Test
    void aMissingFileIsMade() throws IOException {
        DataSourceEdit edit = add("ots", tablestore(), false);
        assertThat(file).doesNotExist();
        edit.make();
        assertThat(file).hasContent(OTS);
        assertThat(names()).containsExactly("ots");
        assertThat(edit.doubts()).isEmpty();
    }

    /** Texts with data sources, or none, in all the ways in which people write them. */
    static List<String> layouts() {
        String flow =
                "%s: {type: tablestore, endpoint: \"http://127.0.0.1:1\", instance: i, accessKeyId: a, accessKeySecret: b}\n";
        List<String> layouts = new ArrayList<>(List.of(
                "",
                "\n",
                "# Only a comment.\n",
                "# A comment without an end",
                "{}\n",
                "# Empty.\n\n{ }\n# Still empty.\n",
                OTS,
                "# Header.\n# Goes on.\n" + OTS + "\n# Of odps.\n" + ODPS + "# At the end.\n",
                "---\n" + OTS,
                OTS.stripTrailing(),
                OTS.replace("\n", "\r\n") + "\r\n# Windows.\r\n" + ODPS.replace("\n", "\r\n"),
                "\uFEFF" + OTS,
                flow.formatted("a") + flow.formatted("\"b c\"") + "\n\n" + flow.formatted("'d'"),
                OTS.indent(3),
                OTS.replace("  ", "      ").replace("instance: i", "instance: >-\n        i\n\n      # Inside.\n"),
                "ots:   # why\n\n" + OTS.substring(5) + "\n\n\n" + ODPS + "\n\n\n",
                OTS.replace("type:", "type :").replace("instance: i", "\"instance\": 'i' # the instance"),
                ODPS.replace("p\n", "p\u2028\n"),
                "broken: {type: mysql}\n" + OTS));
        return layouts;
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void whatIsAddedComesLastAndCanBeTakenOutAgain(String before) throws IOException {
        Files.writeString(file, before);
        List<String> names = before.isBlank() || !before.contains("type") ? List.of() : names();
        add("new", tablestore(), false).make();
        String added = Files.readString(file);
        List<String> all = new ArrayList<>(names);
        all.add("new");
        assertThat(names()).isEqualTo(all);
        assertThat(added).startsWith(before.replaceFirst("\\{ *\\}[\\s\\S]*", ""));
        assertThat(added.contains("\r\n")).isEqualTo(before.contains("\r\n"));
        remove("new", false).make();
        assertThat(names()).isEqualTo(names);
        assertThat(comments(Files.readString(file))).isEqualTo(comments(before));
        if (!names.isEmpty()) {
            assertThat(Files.readString(file).stripTrailing()).isEqualTo(before.stripTrailing());
        }
    }

    private static List<String> comments(String text) {
        return text.lines()
                .filter(line -> line.contains("#"))
                .map(String::strip)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void eachCanBeTakenOutOrReplacedAndLeavesTheOthers(String before) throws IOException {
        Files.writeString(file, before);
        List<String> names = before.isBlank() || !before.contains("type") ? List.of() : names();
        for (String name : names) {
            Files.writeString(file, before);
            add(name, tablestore(), true).make();
            assertThat(names()).isEqualTo(names);
            Files.writeString(file, before);
            remove(name, false).make();
            List<String> others = new ArrayList<>(names);
            others.remove(name);
            assertThat(names()).isEqualTo(others);
            assertThat(subsequence(List.of(), before)).isTrue();
        }
    }

    @Test
    void commentsBetweenDataSourcesStay() throws IOException {
        Files.writeString(
                file,
                "# Header.\n" + OTS + "  # Of ots.\n\n# Of odps.\n" + ODPS + "\n# Of last.\n" + LAST + "\n# End.\n");
        remove("odps", false).make();
        assertThat(file)
                .hasContent("# Header.\n" + OTS + "  # Of ots.\n\n# Of odps.\n\n# Of last.\n" + LAST + "\n# End.\n");
        remove("ots", false).make();
        assertThat(file).hasContent("# Header.\n\n# Of odps.\n\n# Of last.\n" + LAST + "\n# End.\n");
        remove("last", false).make();
        assertThat(file).hasContent("# Header.\n\n# Of odps.\n\n# Of last.\n{}\n\n# End.\n");
        add("ots", tablestore(), false).make();
        assertThat(names()).containsExactly("ots");
    }

    @Test
    void aReplacedOneKeepsItsPlace() throws IOException {
        Files.writeString(file, "# Header.\n" + OTS + "\n# Of odps.\n" + ODPS);
        refused(() -> add("ots", tablestore(), false), "there is a data source `ots` already; pass --replace");
        Map<String, String> keys = tablestore();
        keys.put("instance", "other");
        keys.put("safetyLag", "2m");
        add("ots", keys, true).make();
        assertThat(file)
                .hasContent("# Header.\n" + OTS.replace("instance: i", "instance: other")
                        + "  safetyLag: 2m\n\n# Of odps.\n" + ODPS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain-secret",
                "$SECRET",
                "${SECRET}",
                "${env:}",
                "${env:plain-secret}",
                "${env:A} plain-secret",
                ""
            })
    void aSecretThatIsWrittenOutIsRefused(String secret) throws IOException {
        for (String key : List.of("accessKeySecret", "securityToken")) {
            Map<String, String> keys = tablestore();
            keys.put(key, secret);
            refused(
                    () -> add("ots", keys, false),
                    "ots: error: `" + key + "` is never written into the file itself",
                    "'${env:NAME}'",
                    "'${file:PATH}'");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void everythingThatIsWrongWithANewOneIsSaidAtOnce() throws IOException {
        Files.writeString(file, OTS);
        Map<String, String> keys = tablestore();
        keys.put("endpoint", "i.cn-hangzhou.ots.aliyuncs.com");
        keys.put("project", "p");
        keys.remove("instance");
        refused(
                () -> add("new", keys, false),
                "new: error: `endpoint` does not begin with http:// or https://",
                "new: error: `project` is not a key of the data source `new`",
                "new: error: `instance` is missing in the data source `new`; name the Tablestore instance");
        refused(() -> add("new", Map.of("type", "mysql"), false), "`mysql` is no type of data source");
        for (String name : List.of("", "a b", "a:", "-a", "a\nb", "#a", "x".repeat(101))) {
            refused(() -> add(name, tablestore(), false), "cannot be the name of a data source");
        }
    }

    @Test
    void whatYamlWouldTakeForSomethingElseIsQuoted() throws IOException {
        Map<String, String> keys = tablestore();
        keys.put("instance", "007");
        keys.put("accessKeyId", "1e3");
        for (String name : List.of("on", "123", "地震", "null", "a.b-c_d", "0x1f")) {
            add(name, keys, false).make();
        }
        assertThat(names()).containsExactly("on", "123", "地震", "null", "a.b-c_d", "0x1f");
        assertThat(DataSources.read(file, ENVIRONMENT::get).list())
                .hasSize(6)
                .allSatisfy(
                        source -> assertThat(source.credentials().accessKeyId()).isEqualTo("1e3"));
        keys.put("accessKeySecret", "${file:a b #c.txt}");
        Files.writeString(folder.resolve("a b #c.txt"), "s");
        add("file", keys, false).make();
        assertThat(DataSources.read(file, ENVIRONMENT::get).problems()).isEmpty();
    }

    @Test
    void aVariableThatIsNotSetYetIsADoubt() throws IOException {
        Map<String, String> keys = tablestore();
        keys.put("accessKeySecret", "${env:LATER}");
        DataSourceEdit edit = add("ots", keys, false);
        assertThat(edit.doubts())
                .singleElement()
                .hasToString(
                        "ots: warning: `accessKeySecret` refers to the environment variable LATER, which is not set; set"
                                + " it and try again");
        edit.make();
        assertThat(names()).containsExactly("ots");
    }

    static List<String> tangles() {
        String keys =
                "{type: tablestore, endpoint: \"http://127.0.0.1\", instance: i, accessKeyId: a, accessKeySecret: b}";
        return List.of(
                "{ots: " + keys + "}\n",
                "{\nots: " + keys + ",\nb: " + keys + "\n}\n",
                "? ots\n: " + keys + "\n",
                "ots: " + keys + "\n...\n");
    }

    @ParameterizedTest
    @MethodSource("tangles")
    void whatIsTangledIsLeftAsItIs(String text) throws IOException {
        Files.writeString(file, text);
        refused(() -> add("new", tablestore(), false), "change it by hand");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ots: [", "- a\n", "ots: {type: a}\nots: {type: b}\n", "a: *b\nb: &b {}\n", "a: b: c\n"})
    void aBrokenFileIsLeftAsItIs(String text) throws IOException {
        Files.writeString(file, text);
        refused(() -> add("new", tablestore(), false), "datasources.yaml");
        refused(() -> remove("ots", false), "datasources.yaml");
    }

    @Test
    void oneThatIsNotThereIsToldWithTheNearest() throws IOException {
        refused(() -> remove("ots", false), "there is no data source `ots`");
        Files.writeString(file, OTS + ODPS);
        refused(() -> remove("opds", false), "there is no data source `opds`", "did you mean `odps`?");
    }

    @Test
    void oneThatScriptsNameStaysAndEachPlaceIsTold() throws IOException {
        Files.writeString(file, OTS + ODPS);
        String script = """
                {"type": "job", "version": "2.0", "steps": [
                  {"stepType": "otsstream", "name": "Reader", "category": "reader", "parameter": {"datasource": "%s"}},
                  {"stepType": "odps", "name": "Writer", "category": "writer", "parameter": {"datasource": "odps"}}]}
                """;
        Path below = Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(below.resolve("one.json"), script.formatted("ots"));
        Files.writeString(folder.resolve("two.json"), script.formatted("ots"));
        Files.writeString(folder.resolve("three.json"), script.formatted("other"));
        Files.writeString(folder.resolve("none.json"), "[1, {\"datasource\": \"ots\"}]");
        Files.writeString(folder.resolve("broken.json"), "{");
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("four.json"), script.formatted("ots"));
        Files.writeString(elsewhere.resolve("datasources.yaml"), OTS + ODPS);

        refused(
                () -> remove("ots", false),
                below.resolve("one.json")
                        + ":2:97: error: the data source `ots` is named here; name another first, or pass"
                        + " --force\n" + folder.resolve("two.json") + ":2:97: error: ");
        assertThatThrownBy(() -> remove("ots", false)).message().hasLineCount(2);
        DataSourceEdit forced = remove("ots", true);
        assertThat(forced.doubts()).hasSize(2);
        forced.make();
        assertThat(names()).containsExactly("odps");
    }

    @Test
    void aNameThatAParameterBringsCountsToo() throws IOException {
        Files.writeString(file, OTS + ODPS);
        Path workflow = Files.createDirectories(folder.resolve("flow"));
        Files.writeString(workflow.resolve("workflow.yaml"), """
                workflow: flow
                schedule: "00 */5 * * * ?"
                tasks:
                  changes:
                    script: changes.json
                    parameters: { source: ots, startTime: "$[yyyymmddhh24miss-10/24/60]", endTime: "$[yyyymmddhh24miss-5/24/60]" }
                """);
        Files.writeString(workflow.resolve("changes.json"), """
                {"type": "job", "version": "2.0",
                 "steps": [
                  {"stepType": "otsstream", "name": "Reader", "category": "reader", "parameter": {
                    "datasource": "${source}", "table": "t", "statusTable": "s", "maxRetries": 3,
                    "isExportSequenceInfo": false, "mode": "single_version_and_update_only",
                    "startTimestampMillis": "${startTime}", "endTimestampMillis": "${endTime}", "column": [{"name": "h"}]}},
                  {"stepType": "odps", "name": "Writer", "category": "writer", "parameter": {
                    "datasource": "odps", "table": "t", "partition": "", "truncate": false, "emptyAsNull": false, "column": ["h"]}}],
                 "order": {"hops": [{"from": "Reader", "to": "Writer"}]},
                 "setting": {"errorLimit": {"record": "0"}}}
                """);
        refused(() -> remove("ots", false), "changes.json:4:");
        refused(() -> remove("odps", false), "changes.json:8:");
    }

    @Test
    void somebodyElsesChangeIsNotLost() throws IOException {
        Files.writeString(file, OTS);
        DataSourceEdit edit = add("new", tablestore(), false);
        Files.writeString(file, OTS + ODPS);
        refused(edit::make, "somebody has changed the file in the meantime");
        Path other = folder.resolve("other.yaml");
        DataSourceEdit made = DataSourceEdit.add(other, "new", tablestore(), false, ENVIRONMENT::get);
        Files.writeString(other, ODPS);
        assertThatThrownBy(made::make).hasMessageContaining("in the meantime");
        assertThat(other).hasContent(ODPS);
    }

    @Test
    void permissionsAndLinksStay() throws IOException {
        Path real = Files.createDirectories(folder.resolve("real")).resolve("sources.yaml");
        Files.writeString(real, OTS);
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(file, real);
        add("new", tablestore(), false).make();
        assertThat(file).isSymbolicLink();
        assertThat(Files.getPosixFilePermissions(real)).isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        assertThat(names()).containsExactly("ots", "new");
    }

    @Test
    void aFolderThatIsMissingIsSaid() throws IOException {
        file = folder.resolve("nowhere/datasources.yaml");
        DataSourceEdit edit = add("new", tablestore(), false);
        refused(edit::make, "cannot be written; check that its folder is there");
    }

    /** Lines of all kinds in any order: the change is made as it should be, or the file stays. */
    @Test
    void whateverTheFileHoldsNothingElseInItChanges() throws IOException {
        long seed = Long.getLong("tidemark.seed", 20261122);
        Random random = new Random(seed);
        List<String> pieces = List.of(
                OTS,
                ODPS,
                LAST,
                "# comment\n",
                "\n",
                "  # deep\n",
                "---\n",
                "...\n",
                "{}\n",
                "x: {type: a}\n",
                "y: |\n  text\n  # no\n",
                "z: [a,\n b]\n",
                "\t\n",
                "  k: v\n",
                "\"q\": {}\n",
                "!!map\n",
                "&a b: c\n");
        int changed = 0;
        for (int i = 0; i < 1_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(6), 0, pieces.size()).forEach(piece -> text.append(pieces.get(piece)));
            String before = text.toString();
            Files.writeString(file, before);
            String description = "seed " + seed + ", text " + before;
            try {
                if (random.nextBoolean()) {
                    String name = random.nextBoolean() ? "new" : "ots";
                    DataSourceEdit edit = add(name, tablestore(), random.nextBoolean());
                    edit.make();
                    assertThat(names()).as(description).contains(name);
                    assertThat(subsequence(edit.lines(), before))
                            .as(description)
                            .isTrue();
                } else {
                    remove("ots", false).make();
                    assertThat(names()).as(description).doesNotContain("ots");
                    assertThat(subsequence(List.of(), before)).as(description).isTrue();
                }
                assertThat(count(Files.readString(file))).as(description).isEqualTo(count(before));
                changed++;
            } catch (InvalidDefinitionException refusal) {
                assertThat(Files.readString(file)).as(description).isEqualTo(before);
            }
        }
        assertThat(changed).isGreaterThan(50);
    }

    /** Whether the file has no lines but new ones and those it had, in their order. */
    private boolean subsequence(List<String> added, String before) throws IOException {
        List<String> now = new ArrayList<>(Files.readString(file).lines().toList());
        int at = Collections.indexOfSubList(
                now.stream().map(String::strip).toList(),
                added.stream().map(String::strip).toList());
        now.subList(at, at + added.size()).clear();
        now.removeIf(line -> line.isBlank() || line.equals("{}"));
        List<String> had = before.lines().toList();
        int from = 0;
        for (String line : now) {
            int found = had.subList(from, had.size()).indexOf(line);
            if (found < 0) {
                return false;
            }
            from += found + 1;
        }
        return true;
    }

    private static long count(String text) {
        return text.lines().filter("# comment"::equals).count();
    }
}
