package io.tidemark.cli;

import io.tidemark.attempt.Failure;
import io.tidemark.control.BackfillJson;
import io.tidemark.control.InstanceJson;
import io.tidemark.control.LedgerJson;
import io.tidemark.control.TaskJson;
import io.tidemark.control.VersionJson;
import io.tidemark.operator.Desk;
import io.tidemark.store.InstanceFilter;
import io.tidemark.store.WindowFilter;
import io.tidemark.workflow.KnownSecrets;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What whoever helps wants to see, as a zip file that only its owner may read: names and states of everything, texts of failures;
 * neither rows nor keys. Not thread-safe.
 */
final class SupportBundle {
    private static final int NEWEST = 1_000;

    private final Map<String, String> entries = new LinkedHashMap<>();

    /** Secrets that are known are masked. */
    void add(String name, String text) {
        entries.put(name, KnownSecrets.masked(text));
    }

    /** What an operator knows. */
    void add(Desk desk) {
        InstanceFilter newest = new InstanceFilter(
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                NEWEST);
        add("instances.json", InstanceJson.views(desk.instances(newest)).toPrettyString());
        add("tasks.json", TaskJson.of(desk.tasks()).toPrettyString());
        add("chains.json", LedgerJson.chains(desk.chains()).toPrettyString());
        add(
                "windows.json",
                LedgerJson.windows(desk.windows(new WindowFilter(Optional.empty(), Optional.empty(), NEWEST)))
                        .toPrettyString());
        add(
                "backfills.json",
                BackfillJson.list(desk.backfills(Optional.empty(), NEWEST)).toPrettyString());
        add(
                "versions.json",
                VersionJson.versions(desk.versions(Optional.empty())).toPrettyString());
    }

    /**
     * Writes it.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code FILE_NOT_WRITTEN}, also if the file is there already
     */
    void write(Path file) {
        OwnFile.create(file);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw Failure.user(
                            "FILE_NOT_WRITTEN",
                            file + " could not be written to its end.",
                            "Remove it, make room, and try again.")
                    .asException(e);
        }
    }
}
