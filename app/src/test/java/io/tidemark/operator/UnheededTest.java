package io.tidemark.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.workflow.CatchUp;
import io.tidemark.workflow.Conduct;
import io.tidemark.workflow.Dependency;
import io.tidemark.workflow.Label;
import io.tidemark.workflow.RerunPolicy;
import io.tidemark.workflow.RetryPolicy;
import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.SchedulingType;
import io.tidemark.workflow.Share;
import io.tidemark.workflow.TaskId;
import io.tidemark.workflow.TaskTerms;
import io.tidemark.workflow.Timing;
import io.tidemark.workflow.Validity;
import io.tidemark.workflow.VirtualTask;
import io.tidemark.workflow.Workflow;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnheededTest {
    @Test
    void whatTheOperatorActsUponIsNotNamed() {
        assertThat(Unheeded.in(Samples.everyMinutes(
                        1,
                        Samples.task(
                                "one",
                                true,
                                new RetryPolicy(3, Duration.ofSeconds(10), RetryPolicy.Backoff.EXPONENTIAL)),
                        Samples.task("other", false, RetryPolicy.NONE))))
                .isEmpty();
    }

    @Test
    void everyKeyThatItDoesNotActUponIsNamed() {
        Workflow workflow = new Workflow(
                "w",
                Samples.ZONE,
                Label.NONE,
                Optional.of(new ScheduleText.Cron("1")),
                List.of(new VirtualTask(
                        "t",
                        List.of(new Dependency.PreviousCycleOfDownstream()),
                        new TaskTerms(
                                Label.NONE,
                                new Timing(
                                        Optional.empty(),
                                        new Validity(Optional.of(LocalDate.EPOCH), Optional.empty()),
                                        SchedulingType.PAUSED,
                                        CatchUp.LATEST),
                                new Conduct(RetryPolicy.NONE, Duration.ofDays(1), RerunPolicy.NEVER),
                                new Share(2, Optional.of(1), Optional.of("nightly"))))));

        List<Unheeded> found = Unheeded.in(workflow);

        assertThat(found).extracting(Unheeded::key).containsExactly("resourceGroup");
        assertThat(found).extracting(Unheeded::task).containsOnly(new TaskId("w", "t"));
        assertThat(found.get(0).sentence())
                .isEqualTo(
                        "`resourceGroup` of the task w/t is understood, but this operator does not act upon it yet; take it out"
                                + " to run the workflow");
    }
}
