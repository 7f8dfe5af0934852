package io.tidemark.operator;

import io.tidemark.attempt.AttemptState;
import io.tidemark.instance.InstanceId;
import io.tidemark.store.AttemptLogStore;
import io.tidemark.store.AttemptStore;
import io.tidemark.store.DirtyRecordStore;
import io.tidemark.store.InstanceEdges;
import io.tidemark.store.InstanceStore;
import io.tidemark.store.Note;
import io.tidemark.store.PlannedInstances;
import io.tidemark.store.Transactions;
import java.time.InstantSource;

/**
 * What the operator writes down, where, when and in whose name.
 *
 * @param clock the one that all nodes agree on
 * @param node names this operator among those that share the database
 * @param audience who follows attempts beside that
 */
public record Records(
        Transactions transactions,
        InstanceStore instances,
        InstanceEdges edges,
        PlannedInstances planned,
        AttemptStore attempts,
        AttemptLogStore logs,
        DirtyRecordStore dirtyRecords,
        InstantSource clock,
        String node,
        Audience audience) {
    /** The records in a database, with nobody who follows. */
    public static Records in(Transactions transactions, InstantSource clock, String node) {
        return new Records(
                transactions,
                new InstanceStore(transactions),
                new InstanceEdges(transactions),
                new PlannedInstances(transactions),
                new AttemptStore(transactions),
                new AttemptLogStore(transactions),
                new DirtyRecordStore(transactions),
                clock,
                node,
                Audience.NONE);
    }

    /** The same with somebody who follows. */
    public Records followedBy(Audience other) {
        return new Records(transactions, instances, edges, planned, attempts, logs, dirtyRecords, clock, node, other);
    }

    /** What is known of an instance when one of its attempts has just ended. */
    NextStep.Standing standing(InstanceId instance, int number) {
        return new NextStep.Standing(
                instance,
                number,
                attempts.count(instance, AttemptState.FAILED),
                attempts.commitBegun(instance),
                clock.instant());
    }

    Note note(String why) {
        return new Note(node, clock.instant(), why);
    }
}
