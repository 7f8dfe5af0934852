package io.tidemark.crash;

import static io.tidemark.sandbox.fault.Moment.AFTER;
import static io.tidemark.sandbox.fault.Moment.BEFORE;

import io.tidemark.sandbox.fault.Fault;
import io.tidemark.sandbox.fault.FaultRule;
import io.tidemark.sandbox.fault.Faults;
import io.tidemark.sandbox.fault.Hits;
import io.tidemark.sandbox.fault.Operation;
import io.tidemark.sandbox.fault.ShardChange;
import java.time.Duration;
import java.util.List;

/** What goes wrong by itself with the calls of the operator; those of writers and of the count are left alone. */
final class Weather {
    private static final Duration SLOW = Duration.ofMillis(15);

    private static final List<Operation> READS =
            List.of(Operation.DESCRIBE_STREAM, Operation.GET_SHARD_ITERATOR, Operation.GET_STREAM_RECORD);

    private static final List<Operation> UPLOADS =
            List.of(Operation.CREATE_UPLOAD, Operation.PUT_BLOCK, Operation.GET_UPLOAD, Operation.COMMIT_UPLOAD);

    private Weather() {}

    /** Every fault that the protocol has to stand without a person. */
    static void bad(Faults faults) {
        for (Operation read : READS) {
            often(faults, 0.05, FaultRule.on(read, new Fault.Latency(SLOW, BEFORE)));
            often(faults, 0.03, FaultRule.on(read, new Fault.ErrorCode("OTSServerBusy", BEFORE)));
            often(faults, 0.02, FaultRule.on(read, new Fault.ErrorCode("OTSPartitionUnavailable", BEFORE)));
            often(faults, 0.02, FaultRule.on(read, new Fault.Reset(AFTER)));
            often(faults, 0.02, FaultRule.on(read, new Fault.Status(503, BEFORE)));
        }
        often(faults, 0.3, FaultRule.on(Operation.GET_STREAM_RECORD, new Fault.SmallPages(3)));
        for (Operation witness : List.of(Operation.PUT_ROW, Operation.GET_ROW)) {
            for (Fault fault : List.of(
                    new Fault.Reset(AFTER),
                    new Fault.Reset(BEFORE),
                    new Fault.HalfAnswer(),
                    new Fault.ErrorCode("OTSServerBusy", BEFORE))) {
                often(faults, 0.03, FaultRule.on(witness, fault).table(Clouds.STATUS_TABLE));
            }
        }
        for (Operation upload : UPLOADS) {
            often(faults, 0.04, FaultRule.on(upload, new Fault.Reset(BEFORE)));
            often(faults, 0.06, FaultRule.on(upload, new Fault.Reset(AFTER)));
            often(faults, 0.03, FaultRule.on(upload, new Fault.Status(500, AFTER)));
            often(faults, 0.03, FaultRule.on(upload, new Fault.HalfAnswer()));
            often(faults, 0.1, FaultRule.on(upload, new Fault.Latency(SLOW, AFTER)));
        }
        often(faults, 0.05, FaultRule.on(Operation.PUT_BLOCK, new Fault.CutBlock(7)));
        often(faults, 0.15, FaultRule.on(Operation.COMMIT_UPLOAD, new Fault.SlowCommit(Duration.ofMillis(200))));
        often(faults, 0.2, FaultRule.on(Operation.COMMIT_UPLOAD, new Fault.RecommitConflict()));
        for (ShardChange change : List.of(ShardChange.SPLIT, ShardChange.MERGE)) {
            faults.add(FaultRule.on(Operation.GET_STREAM_RECORD, new Fault.Reshape(change))
                    .table(Clouds.TABLE)
                    .hits(Hits.ALL.probability(0.01).times(6)));
        }
    }

    private static void often(Faults faults, double probability, FaultRule rule) {
        faults.add(rule.hits(Hits.ALL.probability(probability)));
    }
}
