package io.tidemark.sandbox.fault;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** One thing that goes wrong with a call. {@link FaultText} has how people write each. */
public sealed interface Fault {

    /** The operations that it can strike. */
    default Set<Operation> operations() {
        return EnumSet.allOf(Operation.class);
    }

    /** It takes longer: until the effect, or from there to the answer. */
    record Latency(Duration time, Moment moment) implements Fault {}

    /** The connection is reset: the call has no effect, or its answer is lost. */
    record Reset(Moment moment) implements Fault {}

    /** The service goes away before the effect: its connections break, and new ones are refused for so long. */
    record Refused(Duration time) implements Fault {}

    /** The call has its effect, and the answer breaks off in the middle. */
    record HalfAnswer() implements Fault {}

    /**
     * A gateway between client and service answers, with this status and a page for people.
     *
     * @param status 400 to 599
     */
    record Status(int status, Moment moment) implements Fault {

        public Status {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("A status that is a fault is from 400 to 599, not " + status + ".");
            }
        }
    }

    /**
     * The service itself answers with an error.
     *
     * @param code one that the struck service knows
     */
    record ErrorCode(String code, Moment moment) implements Fault {}

    /** The service has the effect, and signs its answer wrongly. */
    record BadSignature() implements Fault {

        @Override
        public Set<Operation> operations() {
            return Target.of(Service.TABLESTORE).operations();
        }
    }

    /** The service's clock is off by so much while it looks at this call. */
    record ClockSkew(Duration by) implements Fault {}

    /**
     * An answer is given in small parts.
     *
     * @param size shards or records of a page; for GetShardIterator, how many tokens come before the iterator
     */
    record SmallPages(int size) implements Fault {

        public SmallPages {
            if (size < 1 || size > 10_000) {
                throw new IllegalArgumentException("A size of pages is from 1 to 10000, not " + size + ".");
            }
        }

        @Override
        public Set<Operation> operations() {
            return EnumSet.of(Operation.DESCRIBE_STREAM, Operation.GET_SHARD_ITERATOR, Operation.GET_STREAM_RECORD);
        }
    }

    /** Before the effect, something happens to shards of the table that the call is about. */
    record Reshape(ShardChange change) implements Fault {

        @Override
        public Set<Operation> operations() {
            return onTables();
        }
    }

    /**
     * Before the effect, the oldest records of the shard that the call reads are trimmed, or else of each shard of its
     * table.
     *
     * @param records how many of a shard, at least 1
     */
    record TrimOldest(int records) implements Fault {

        public TrimOldest {
            if (records < 1) {
                throw new IllegalArgumentException("At least 1 record is trimmed, not " + records + ".");
            }
        }

        @Override
        public Set<Operation> operations() {
            return onTables();
        }
    }

    /** The commit is accepted, and the data comes in when so much time of the sandbox's clock is over. */
    record SlowCommit(Duration time) implements Fault {

        @Override
        public Set<Operation> operations() {
            return EnumSet.of(Operation.COMMIT_UPLOAD);
        }
    }

    /** A commit of what is committed already, or about to be, is refused. */
    record RecommitConflict() implements Fault {

        @Override
        public Set<Operation> operations() {
            return EnumSet.of(Operation.COMMIT_UPLOAD);
        }
    }

    /** Before the effect, the upload session of the call ends, unless it was committed. */
    record EndSession(SessionEnd end) implements Fault {

        @Override
        public Set<Operation> operations() {
            return EnumSet.of(Operation.GET_UPLOAD, Operation.PUT_BLOCK, Operation.COMMIT_UPLOAD);
        }
    }

    /**
     * The end of a block is lost on its way in, and the trailer of its records with it.
     *
     * @param bytes how many, as they are on the wire
     */
    record CutBlock(int bytes) implements Fault {

        public CutBlock {
            if (bytes < 1 || bytes > 1 << 20) {
                throw new IllegalArgumentException("From 1 to 1048576 bytes can be cut off, not " + bytes + ".");
            }
        }

        @Override
        public Set<Operation> operations() {
            return EnumSet.of(Operation.PUT_BLOCK);
        }
    }

    private static Set<Operation> onTables() {
        Set<Operation> operations = EnumSet.copyOf(Target.of(Service.TABLESTORE).operations());
        operations.removeAll(EnumSet.of(Operation.CREATE_TABLE, Operation.LIST_TABLE));
        return operations;
    }
}
