package io.tidemark.maxcompute;

import com.aliyun.odps.Odps;
import com.aliyun.odps.OdpsException;
import io.tidemark.attempt.FailureException;
import io.tidemark.probe.Account;
import io.tidemark.probe.Endpoints;
import io.tidemark.probe.FirstRows;
import io.tidemark.probe.MissingTable;
import io.tidemark.probe.Permission;
import io.tidemark.probe.Tables;
import io.tidemark.probe.Tunnel;
import io.tidemark.sync.TableInfo;
import io.tidemark.sync.TableSink;
import io.tidemark.workflow.DataSource;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A MaxCompute project with the key that a data source has for it. */
final class MaxComputeAccount implements Account {
    /** Of a project with more tables, the nearest name may be missed. */
    private static final int MOST_NAMES = 5_000;

    private final Odps odps;
    private final DataSource.MaxCompute target;
    private final Function<String, TableSink> tables;
    private final Function<String, TunnelCalls> calls;

    /**
     * An account that is not asked yet.
     *
     * @param tables as syncs write them
     * @param calls to the tunnel for a table
     */
    MaxComputeAccount(
            Odps odps,
            DataSource.MaxCompute target,
            Function<String, TableSink> tables,
            Function<String, TunnelCalls> calls) {
        this.odps = odps;
        this.target = target;
        this.tables = tables;
        this.calls = calls;
    }

    @Override
    public String signIn() {
        try {
            readProject();
            return "The key is let in to project `" + target.project() + "`.";
        } catch (OdpsException e) {
            if (MaxComputeFailures.knowsTheKey(e)) {
                return "The key is known to project `" + target.project() + "`.";
            }
            throw MaxComputeFailures.ofProject(target).from(e);
        } catch (RuntimeException e) {
            throw MaxComputeFailures.ofProject(target).from(e);
        }
    }

    private void readProject() throws OdpsException {
        odps.projects().get(target.project()).reload();
    }

    @Override
    public Optional<Tunnel> tunnel() {
        if (target.tunnelEndpoint().isPresent()) {
            return target.tunnelEndpoint().map(address -> new Tunnel(URI.create(address), false));
        }
        try {
            String address = odps.projects()
                    .get(target.project())
                    .getTunnelEndpoint(target.quota().orElse(null));
            Endpoints.namedBy(target.endpoint()).require(address.strip());
            return Optional.of(new Tunnel(URI.create(address.strip()), true));
        } catch (OdpsException | RuntimeException e) {
            throw MaxComputeFailures.ofProject(target).from(e);
        }
    }

    @Override
    public String look(String table) {
        try (TableSink sink = tables.apply(table)) {
            TableInfo info = sink.table();
            return "Table `" + table + "` has " + info.columns().size() + " columns"
                    + (info.partitionColumns().isEmpty()
                            ? " and no partitions."
                            : " and is partitioned by " + String.join(", ", info.partitionColumns()) + ".");
        } catch (FailureException e) {
            throw MissingTable.advised(e, table, this::names);
        }
    }

    @Override
    public List<Permission> permissions(Tables wanted) {
        List<Permission> permissions = new ArrayList<>();
        permissions.add(Permission.of("read the project", "Read on the project", () -> {
            try {
                readProject();
            } catch (OdpsException | RuntimeException e) {
                throw MaxComputeFailures.ofProject(target).from(e);
            }
        }));
        wanted.table()
                .ifPresent(table -> permissions.addAll(
                        new MaxComputePermissions(odps, calls.apply(table), failures(table), table).list()));
        return permissions;
    }

    @Override
    public FirstRows firstRows(String table, Map<String, String> partition, int limit) {
        try {
            return new TunnelFirstRows(odps, calls.apply(table), failures(table), table).read(partition, limit);
        } catch (FailureException e) {
            throw MissingTable.advised(e, table, this::names);
        }
    }

    private MaxComputeFailures failures(String table) {
        return new MaxComputeFailures(target, table);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        try {
            Iterator<com.aliyun.odps.Table> all = odps.tables().iterator(target.project());
            while (names.size() < MOST_NAMES && all.hasNext()) {
                names.add(all.next().getName());
            }
            return names;
        } catch (RuntimeException e) {
            throw MaxComputeFailures.ofProject(target).from(e);
        }
    }

    /** Nothing to do: every connection ends with its call. */
    @Override
    public void close() {}
}
