package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.workflow.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class KeptSourceStoreTest {
    private static final Map<String, String> SETTINGS = Map.of("type", "tablestore", "endpoint", "https://a.example");
    private static final Note NOTE = new Note("ann", Instant.parse("2026-11-22T10:00:00Z"), "");

    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.inMemory();

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("secrets.key");
    }

    private KeptSourceStore store() {
        return new KeptSourceStore(database.transactions(), new SecretKeys(file()));
    }

    private static Map<String, Secret> secret(String value) {
        return Map.of("accessKeySecret", new Secret(value));
    }

    private String revealed(String name) {
        return store().all().stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow()
                .secrets()
                .orElseThrow()
                .get("accessKeySecret")
                .reveal();
    }

    private String sealed(String name) {
        return database.transactions()
                .inTransaction(() -> database.transactions()
                        .handle()
                        .createQuery("SELECT sealed FROM data_source WHERE name = :name")
                        .bind("name", name)
                        .mapTo(String.class)
                        .one());
    }

    private void seal(String name, String sealed) {
        database.transactions()
                .run(() -> database.transactions()
                        .handle()
                        .createUpdate("UPDATE data_source SET sealed = :sealed WHERE name = :name")
                        .bind("sealed", sealed)
                        .bind("name", name)
                        .execute());
    }

    @Test
    void whatIsKeptOpensForWhoeverHasTheKeyFile() throws IOException {
        assertThat(store().add("a", SETTINGS, secret("väry secret"), NOTE)).isTrue();
        assertThat(store().add("a", SETTINGS, secret("another"), NOTE)).isFalse();

        assertThat(revealed("a")).isEqualTo("väry secret");
        assertThat(store().all().get(0).settings()).isEqualTo(SETTINGS);
        assertThat(store().all().toString()).doesNotContain("väry secret");
        assertThat(sealed("a")).doesNotContain("secret").startsWith("1:");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void theSameSecretIsNeverSealedTheSameTwice() {
        store().add("a", SETTINGS, secret("one"), NOTE);
        String first = sealed("a");
        store().replace("a", SETTINGS, secret("one"), NOTE);

        assertThat(sealed("a")).isNotEqualTo(first);
        assertThat(revealed("a")).isEqualTo("one");
    }

    @Test
    void whatWasSealedForOneNameOpensForNoOther() {
        store().add("a", SETTINGS, secret("one"), NOTE);
        store().add("b", SETTINGS, secret("two"), NOTE);
        seal("b", sealed("a"));

        assertThat(store().all().get(1).secrets()).isEmpty();
        assertThat(revealed("a")).isEqualTo("one");
    }

    @Test
    void whatWasChangedDoesNotOpen() {
        store().add("a", SETTINGS, secret("one"), NOTE);
        String sealed = sealed("a");
        char last = sealed.charAt(20);
        seal("a", sealed.substring(0, 20) + (last == 'A' ? 'B' : 'A') + sealed.substring(21));

        assertThat(store().all().get(0).secrets()).isEmpty();
    }

    @Test
    void aNewKeySealsAllAndTheOldOneOpensNothing() throws IOException {
        store().add("a", SETTINGS, secret("one"), NOTE);
        store().add("b", SETTINGS, secret("two"), NOTE);
        String old = Files.readString(file());

        assertThat(store().rotate()).isEqualTo(2);

        assertThat(revealed("a")).isEqualTo("one");
        assertThat(revealed("b")).isEqualTo("two");
        assertThat(Files.readAllLines(file()))
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("2 ").isNotEqualTo(old.strip()));
        assertThat(sealed("a")).startsWith("2:");
        Files.writeString(file(), old);
        assertThat(store().all().get(0).secrets()).isEmpty();
    }

    @Test
    void anInterruptedRotationLosesNothing() {
        store().add("a", SETTINGS, secret("one"), NOTE);
        new SecretKeys(file()).renew();

        assertThat(revealed("a")).isEqualTo("one");
        assertThat(store().rotate()).isEqualTo(1);
        assertThat(revealed("a")).isEqualTo("one");
    }

    @Test
    void withoutTheKeyFileTheSecretsAreGoneAndTheRestIsThere() throws IOException {
        store().add("a", SETTINGS, secret("one"), NOTE);
        Files.delete(file());

        assertThat(store().all().get(0).secrets()).isEmpty();
        assertThat(store().all().get(0).settings()).isEqualTo(SETTINGS);
    }

    @Test
    void aKeyFileThatIsNoneIsNotWrittenOver() throws IOException {
        Files.writeString(file(), "something else\n");

        assertThatThrownBy(() -> store().add("a", SETTINGS, secret("one"), NOTE))
                .hasMessageContaining("secrets.key");
        assertThat(Files.readString(file())).isEqualTo("something else\n");
    }
}
