package io.tidemark.wiring;

import io.tidemark.attempt.Failure;
import io.tidemark.cli.DataSourceFiles;
import io.tidemark.config.Reference;
import io.tidemark.definition.DataSourceEdit;
import io.tidemark.definition.DataSources;
import io.tidemark.maxcompute.TunnelConnector;
import io.tidemark.probe.Account;
import io.tidemark.tablestore.TablestoreConnector;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problems;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Files on this machine. */
enum LocalDataSourceFiles implements DataSourceFiles {
    INSTANCE;

    @Override
    public Listing list(Optional<Path> file, Path folder) {
        DataSources sources = DataSources.of(file, folder, System::getenv);
        return new Listing(sources.list(), sources.problems());
    }

    @Override
    public DataSource find(String name, Optional<Path> file, Path folder) {
        Problems problems = new Problems();
        Optional<DataSource> found =
                DataSources.of(file, folder, System::getenv).any(name, Place.wholeFile(name), problems);
        problems.throwIfErrors();
        return found.orElseThrow();
    }

    @Override
    public DataSource findTheOne(Optional<Path> file, Path folder) {
        Problems problems = new Problems();
        Optional<DataSource> found =
                DataSources.of(file, folder, System::getenv).theOne(problems);
        problems.throwIfErrors();
        return found.orElseThrow();
    }

    @Override
    public Change add(String name, Map<String, String> keys, boolean replace, Optional<Path> file, Path folder) {
        Path changed = changed(file, folder);
        return change(changed, DataSourceEdit.add(changed, name, keys, replace, System::getenv));
    }

    @Override
    public Change remove(String name, boolean force, Optional<Path> file, Path folder) {
        Path changed = changed(file, folder);
        return change(changed, DataSourceEdit.remove(changed, name, force, System::getenv));
    }

    private static Path changed(Optional<Path> file, Path folder) {
        return file.or(() -> DataSources.nearest(folder)).orElseGet(() -> folder.resolve(DataSources.FILE));
    }

    private static Change change(Path file, DataSourceEdit edit) {
        return new Change(file, edit.lines(), edit.doubts(), edit::make);
    }

    @Override
    public Map<String, String> resolved(Map<String, String> keys) {
        Reference references = new Reference(System::getenv, Path.of("").toAbsolutePath());
        Map<String, String> resolved = new LinkedHashMap<>();
        keys.forEach((key, text) -> {
            try {
                resolved.put(key, references.resolve(text));
            } catch (Reference.Unresolved e) {
                throw Failure.user("BAD_REFERENCE", "`" + key + "` " + e.sentence() + ".", "Nothing was sent.")
                        .asException();
            }
        });
        return resolved;
    }

    @Override
    public Account account(DataSource source) {
        return source instanceof DataSource.Tablestore instance
                ? new TablestoreConnector().account(instance)
                : new TunnelConnector().account((DataSource.MaxCompute) source);
    }
}
