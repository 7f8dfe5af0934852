package io.tidemark.operator;

import io.tidemark.access.Permission;
import io.tidemark.instance.BackfillRequest;
import io.tidemark.instance.InstanceId;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Resolution;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.VersionId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a person decides where the operator may not. */
public sealed interface Decision {
    /** What whoever decides it must be permitted. */
    Permission needs();

    /** Its name in the trail of what people did, and in the API. */
    String kind();

    /** What it is about, for people: a window, a chain, instances. */
    String subject();

    /** Why, or what for, in the person's words; may be empty. */
    default String reason() {
        return "";
    }

    /**
     * Whether the commit of an UNDECIDED window went in.
     *
     * @param early whether it is said although its session may still be alive
     */
    record ResolveWindow(long window, Resolution resolution, boolean early) implements Decision {
        @Override
        public Permission needs() {
            return early ? Permission.OVERRIDE : Permission.OPERATE;
        }

        @Override
        public String kind() {
            return "resolve";
        }

        @Override
        public String subject() {
            return "window " + window + (resolution == Resolution.COMMITTED ? " committed" : " not committed");
        }
    }

    /** A chain gets another name. */
    record MoveChain(ChainId from, ChainId to) implements Decision {
        @Override
        public Permission needs() {
            return Permission.EDIT;
        }

        @Override
        public String kind() {
            return "move";
        }

        @Override
        public String subject() {
            return from + " to " + to;
        }
    }

    /**
     * A chain is set back.
     *
     * @param to the end of one of its windows, or its beginning
     */
    record RewindChain(ChainId chain, Instant to) implements Decision {
        @Override
        public Permission needs() {
            return Permission.OVERRIDE;
        }

        @Override
        public String kind() {
            return "rewind";
        }

        @Override
        public String subject() {
            return chain + " to " + to;
        }
    }

    /**
     * A chain goes on with what is left of records that have expired unread.
     *
     * @param to where the gap ends that the loss is shown as; absent for the oldest record that is left
     */
    record AcceptLoss(ChainId chain, Optional<Instant> to) implements Decision {
        @Override
        public Permission needs() {
            return Permission.OVERRIDE;
        }

        @Override
        public String kind() {
            return "accept-loss";
        }

        @Override
        public String subject() {
            return chain.value();
        }
    }

    /**
     * The workflows of a folder become what runs.
     *
     * @param remark what for; may be empty
     */
    record Submit(Submission submission, String remark) implements Decision {
        @Override
        public Permission needs() {
            return Permission.EDIT;
        }

        @Override
        public String kind() {
            return "submit";
        }

        @Override
        public String subject() {
            return submission.folder().toString();
        }

        @Override
        public String reason() {
            return remark;
        }
    }

    /**
     * An old version of a workflow becomes its newest one.
     *
     * @param remark what for; may be empty
     */
    record RollBack(VersionId version, String remark) implements Decision {
        @Override
        public Permission needs() {
            return Permission.EDIT;
        }

        @Override
        public String kind() {
            return "rollback";
        }

        @Override
        public String subject() {
            return version.toString();
        }

        @Override
        public String reason() {
            return remark;
        }
    }

    /**
     * A cycle that has failed counts as succeeded, so that what waits for it goes on.
     *
     * @param reason why, for whoever asks later; not blank
     */
    record SetSuccessful(InstanceId instance, String reason) implements Decision {
        public SetSuccessful {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("setting a cycle successful needs a reason");
            }
        }

        @Override
        public Permission needs() {
            return Permission.OPERATE;
        }

        @Override
        public String kind() {
            return "set-successful";
        }

        @Override
        public String subject() {
            return instance.toString();
        }
    }

    /**
     * Instances are stopped, held back or let go on.
     *
     * @param instances one or more
     * @param reason why, for whoever asks later; may be empty
     */
    record Steer(Steering steering, List<InstanceId> instances, String reason) implements Decision {
        public Steer {
            instances = List.copyOf(instances);
            if (instances.isEmpty()) {
                throw new IllegalArgumentException("nothing is steered");
            }
        }

        @Override
        public Permission needs() {
            return Permission.OPERATE;
        }

        @Override
        public String kind() {
            return "steer";
        }

        @Override
        public String subject() {
            return steering.name().toLowerCase(Locale.ROOT) + " " + named(instances);
        }
    }

    /**
     * Instances run once more.
     *
     * @param instances one or more
     */
    record Rerun(List<InstanceId> instances, RerunScope scope, RerunTerms terms) implements Decision {
        public Rerun {
            instances = List.copyOf(instances);
            if (instances.isEmpty()) {
                throw new IllegalArgumentException("nothing runs once more");
            }
        }

        @Override
        public Permission needs() {
            return terms.needs();
        }

        @Override
        public String kind() {
            return "rerun";
        }

        @Override
        public String subject() {
            return named(instances);
        }

        @Override
        public String reason() {
            return terms.reason();
        }
    }

    /**
     * All instances of a workflow run once more that are FAILED or CANCELLED.
     *
     * @param from cycles at or after; absent for all
     * @param to cycles before; absent for all
     */
    record RerunFailed(String workflow, Optional<Instant> from, Optional<Instant> to, RerunTerms terms)
            implements Decision {
        @Override
        public Permission needs() {
            return terms.needs();
        }

        @Override
        public String kind() {
            return "rerun-failed";
        }

        @Override
        public String subject() {
            return workflow;
        }

        @Override
        public String reason() {
            return terms.reason();
        }
    }

    /**
     * Tasks pause, or go on.
     *
     * @param tasks one or more
     * @param pause false to let them go on
     * @param reason why, for whoever asks later; may be empty
     */
    record PauseTasks(List<TaskId> tasks, boolean pause, String reason) implements Decision {
        public PauseTasks {
            tasks = List.copyOf(tasks);
            if (tasks.isEmpty()) {
                throw new IllegalArgumentException("no task is paused");
            }
        }

        @Override
        public Permission needs() {
            return Permission.OPERATE;
        }

        @Override
        public String kind() {
            return "pause-tasks";
        }

        @Override
        public String subject() {
            return (pause ? "pause " : "resume ") + named(tasks);
        }
    }

    /**
     * A task runs once beside its schedule.
     *
     * @param cycle the scheduled time that its parameters refer to
     * @param parameters values or expressions instead of declared ones
     * @param resourceGroup whose slots it takes; absent for those of the task
     * @param reason why, for whoever asks later; may be empty
     */
    record RunOnce(
            TaskId task, Instant cycle, Map<String, String> parameters, Optional<String> resourceGroup, String reason)
            implements Decision {
        public RunOnce {
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }

        @Override
        public Permission needs() {
            return Permission.RUN;
        }

        @Override
        public String kind() {
            return "run-once";
        }

        @Override
        public String subject() {
            return task.toString();
        }
    }

    /**
     * Past cycles are filled in.
     *
     * @param reason what for; may be empty
     */
    record StartBackfill(BackfillRequest asked, String reason) implements Decision {
        @Override
        public Permission needs() {
            return Permission.RUN;
        }

        @Override
        public String kind() {
            return "start-backfill";
        }

        @Override
        public String subject() {
            return asked.target() + " " + asked.terms();
        }
    }

    /**
     * No further instance of a backfill begins.
     *
     * @param interrupt whether those that run stop, too
     * @param reason may be empty
     */
    record StopBackfill(long number, boolean interrupt, String reason) implements Decision {
        @Override
        public Permission needs() {
            return Permission.RUN;
        }

        @Override
        public String kind() {
            return "stop-backfill";
        }

        @Override
        public String subject() {
            return "backfill " + number;
        }
    }

    /**
     * A stopped backfill goes on.
     *
     * @param reason may be empty
     */
    record ResumeBackfill(long number, String reason) implements Decision {
        @Override
        public Permission needs() {
            return Permission.RUN;
        }

        @Override
        public String kind() {
            return "resume-backfill";
        }

        @Override
        public String subject() {
            return "backfill " + number;
        }
    }

    /**
     * A stopped chain goes on.
     *
     * @param head where, if no witness tells
     */
    record RecoverChain(ChainId chain, Optional<Instant> head) implements Decision {
        @Override
        public Permission needs() {
            return Permission.OVERRIDE;
        }

        @Override
        public String kind() {
            return "recover";
        }

        @Override
        public String subject() {
            return chain.value();
        }
    }

    private static String named(List<?> those) {
        return those.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
