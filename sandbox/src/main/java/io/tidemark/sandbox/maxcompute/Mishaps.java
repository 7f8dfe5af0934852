package io.tidemark.sandbox.maxcompute;

import io.tidemark.sandbox.fault.Edge;
import io.tidemark.sandbox.fault.Fault;
import io.tidemark.sandbox.fault.Faults;
import io.tidemark.sandbox.fault.Moment;
import io.tidemark.sandbox.fault.SessionEnd;
import io.tidemark.sandbox.fault.Strike;
import io.tidemark.sandbox.maxcompute.catalog.Catalog;
import io.tidemark.sandbox.maxcompute.catalog.CommitManner;
import io.tidemark.sandbox.maxcompute.catalog.RecommitPolicy;
import io.tidemark.sandbox.maxcompute.catalog.Table;
import io.tidemark.sandbox.maxcompute.catalog.UploadStatus;
import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.refusal.RefusalCode;
import io.tidemark.sandbox.maxcompute.schema.PartitionSpec;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stands between the router and the resources, and lets those faults come true that strike a call. Thread-safe. */
final class Mishaps {
    private final Faults faults;
    private final Edge edge;
    private final Catalog catalog;
    private final InstantSource clock;

    Mishaps(Faults faults, Catalog catalog, InstantSource clock) {
        this.faults = faults;
        this.edge = new Edge(faults.waiting());
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Hands the call to its resource, unless something goes wrong on the way. */
    void answer(Call call, Resource resource) throws Refusal, IOException {
        Strike strike = CallName.of(call)
                .map(operation -> faults.strike(operation, () -> tables(call)))
                .orElse(Strike.NONE);
        if (strike.isEmpty()) {
            resource.answer(call);
            return;
        }
        if (!edge.passes(call.exchange(), strike)) {
            return;
        }
        Optional<Fault.ClockSkew> skew = strike.first(Fault.ClockSkew.class);
        skew.ifPresent(by -> call.exchange().date(HttpDate.of(clock.instant().plus(by.by()))));
        Optional<Refusal> refusal = strike.error(Moment.BEFORE).map(Mishaps::refusal);
        if (refusal.isPresent()) {
            call.exchange().drain();
            throw refusal.get();
        }
        strike.error(Moment.AFTER).map(Mishaps::refusal).ifPresent(call::refuseInTheEnd);
        Optional<Fault.EndSession> end = strike.first(Fault.EndSession.class);
        if (end.isPresent()) {
            end(call, end.get().end());
        }
        call.commitManner(manner(call.commitManner(), strike));
        resource.answer(call);
    }

    private static CommitManner manner(CommitManner usual, Strike strike) {
        Duration takes =
                strike.first(Fault.SlowCommit.class).map(Fault.SlowCommit::time).orElse(usual.takes());
        RecommitPolicy again =
                strike.first(Fault.RecommitConflict.class).isPresent() ? RecommitPolicy.CONFLICT : usual.again();
        return new CommitManner(takes, again);
    }

    private void end(Call call, SessionEnd end) throws Refusal, IOException {
        Table table = TablePath.table(call, catalog.tables());
        PartitionSpec partition = TablePath.partition(call, table);
        String id = call.parameter("uploadid");
        switch (end) {
            case EXPIRED -> catalog.uploads().end(id, table.name(), partition, UploadStatus.EXPIRED);
            case CANCELED -> catalog.uploads().end(id, table.name(), partition, UploadStatus.CANCELED);
            case CRITICAL -> catalog.uploads().end(id, table.name(), partition, UploadStatus.CRITICAL);
            case FORGOTTEN -> catalog.uploads().forget(id, table.name(), partition);
        }
    }

    private static Set<String> tables(Call call) {
        List<String> path = call.path();
        int table = path.indexOf("tables") + 1;
        return table > 0 && table < path.size() ? Set.of(path.get(table)) : Set.of();
    }

    private static Refusal refusal(String code) {
        return new Refusal(
                RefusalCode.of(code)
                        .orElseThrow(() -> new IllegalStateException("MaxCompute has no error " + code + ".")),
                "The service answers with the error " + code + ", as it was asked to.");
    }
}
