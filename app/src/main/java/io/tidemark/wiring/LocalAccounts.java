package io.tidemark.wiring;

import io.tidemark.cli.Accounts;
import io.tidemark.definition.DataSources;
import io.tidemark.doctor.Scratch;
import io.tidemark.maxcompute.TunnelConnector;
import io.tidemark.tablestore.TablestoreConnector;
import io.tidemark.workflow.DataSource;
import io.tidemark.workflow.Place;
import io.tidemark.workflow.Problems;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** Accounts of a file on this machine. */
enum LocalAccounts implements Accounts {
    INSTANCE;

    private static final int RANDOM = 12;

    @Override
    public Scratch scratch(String source, String target, Optional<Path> file, Path folder) {
        DataSources sources = DataSources.of(file, folder, System::getenv);
        Problems problems = new Problems();
        Optional<DataSource.Tablestore> from =
                sources.tablestore(source, Place.wholeFile("--source " + source), problems);
        Optional<DataSource.MaxCompute> to =
                sources.maxCompute(target, Place.wholeFile("--target " + target), problems);
        problems.throwIfErrors();
        return tables(from.orElseThrow(), to.orElseThrow());
    }

    /** Names for scratch tables that no other table has. */
    static Scratch tables(DataSource.Tablestore from, DataSource.MaxCompute to) {
        String table = "tidemark_doctor_"
                + UUID.randomUUID().toString().replace("-", "").substring(0, RANDOM);
        return new Scratch(new TablestoreConnector().scratch(from, table), new TunnelConnector().scratch(to, table));
    }
}
