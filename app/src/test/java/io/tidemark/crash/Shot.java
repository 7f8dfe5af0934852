package io.tidemark.crash;

import io.tidemark.sandbox.fault.Moment;
import io.tidemark.sandbox.fault.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** One way to die. */
sealed interface Shot {
    /** Steps that nobody takes before a person has to decide, or has decided. */
    List<String> BY_PERSON = List.of(
            "CheckpointLedger.undecided",
            "CheckpointLedger.takeUndecided",
            "CheckpointLedger.resolve",
            "WitnessTable.remove");

    /** What has to be the case for a point to be passed. */
    enum Need {
        NOTHING,
        /** The source has witnesses of windows that the ledger does not know. */
        LOST_LEDGER,
        /** An upload session ends before its commit. */
        LOST_SESSION,
        /** An earlier life has died behind its witness. */
        BEGUN_COMMIT,
        /** A shard is new to the chain. */
        NEW_SHARD
    }

    /**
     * At a point of {@link Points}.
     *
     * @param nth how often the point is passed in one run until then, counted from 1
     */
    record AtPoint(String point, int nth) implements Shot {
        Need need() {
            if (Stream.of(".knows", ".all", ".recover", ".toBeRecovered").anyMatch(point::endsWith)) {
                return Need.LOST_LEDGER;
            }
            if (point.endsWith(".nextRound")) {
                return Need.LOST_SESSION;
            }
            if (point.endsWith("WitnessTable.find")) {
                return Need.BEGUN_COMMIT;
            }
            return point.endsWith(".seek") ? Need.NEW_SHARD : Need.NOTHING;
        }

        @Override
        public String toString() {
            return point + (nth == 1 ? "" : " no. " + nth);
        }
    }

    /** While the service has the n-th call of this kind, before or after its effect. */
    record InCall(Operation operation, Moment moment, int nth) implements Shot {
        @Override
        public String toString() {
            return "while the service has " + operation + " no. " + nth + ", "
                    + (moment == Moment.BEFORE ? "its effect later" : "its answer unread");
        }
    }

    /** Whenever it comes. */
    record AtRandom() implements Shot {
        @Override
        public String toString() {
            return "at a random moment";
        }
    }

    /** Each way that leaves something else behind, once. */
    static List<Shot> different(Work.Mode mode) {
        List<String> points = Points.different();
        return all(mode).stream()
                .filter(shot -> !(shot instanceof AtPoint at) || points.contains(at.point()))
                .toList();
    }

    /** Each way that this mode knows. What only a person sets off is left out. */
    static List<Shot> all(Work.Mode mode) {
        List<Shot> shots = new ArrayList<>();
        for (String point : Points.all()) {
            boolean byPerson = BY_PERSON.stream().anyMatch(point::endsWith);
            AtPoint shot = new AtPoint(point, 1);
            if (!byPerson && !(shot.need() == Need.LOST_SESSION && mode == Work.Mode.APPEND)) {
                shots.add(shot);
            }
        }
        for (Moment moment : Moment.values()) {
            for (Operation operation : List.of(Operation.CREATE_UPLOAD, Operation.PUT_BLOCK, Operation.COMMIT_UPLOAD)) {
                shots.add(new InCall(operation, moment, 1));
            }
            // The head row, the witness before the commit, the witness after it.
            for (int nth = 1; nth <= 3; nth++) {
                shots.add(new InCall(Operation.PUT_ROW, moment, nth));
            }
        }
        return shots;
    }

    /** Any of them: half of them by time, and points also when they are passed for the second or third time. */
    static Shot any(Work.Mode mode, Random random) {
        if (random.nextBoolean()) {
            return new AtRandom();
        }
        List<Shot> shots = all(mode);
        Shot shot = shots.get(random.nextInt(shots.size()));
        return shot instanceof AtPoint at && at.need() == Need.NOTHING
                ? new AtPoint(at.point(), 1 + random.nextInt(3))
                : shot;
    }
}
