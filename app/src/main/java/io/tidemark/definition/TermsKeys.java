package io.tidemark.definition;

import io.tidemark.workflow.CatchUp;
import io.tidemark.workflow.Conduct;
import io.tidemark.workflow.Label;
import io.tidemark.workflow.Problems;
import io.tidemark.workflow.RerunPolicy;
import io.tidemark.workflow.RetryPolicy;
import io.tidemark.workflow.ScheduleText;
import io.tidemark.workflow.SchedulingType;
import io.tidemark.workflow.Share;
import io.tidemark.workflow.TaskTerms;
import io.tidemark.workflow.Timing;
import io.tidemark.workflow.Validity;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads the keys that every task has, and that a workflow may have for all of its tasks. */
final class TermsKeys {
    private final Section keys;
    private final Problems problems;

    TermsKeys(Section keys, Problems problems) {
        this.keys = keys;
        this.problems = problems;
    }

    /**
     * What is written, and for the rest what is given. A mistake is a problem, and then the given counts.
     *
     * @param schedule of these keys; what is given has none
     */
    TaskTerms read(TaskTerms given, Optional<ScheduleText> schedule) {
        return new TaskTerms(label(given.label()), timing(given.timing(), schedule), conduct(given), share(given));
    }

    private Label label(Label given) {
        Optional<String> owner = text("owner").or(given::owner);
        Optional<String> description = text("description");
        List<String> tags = keys.list("tags")
                .map(items -> keys.each(items, item -> keys.textOf("tags", item)))
                .orElse(List.of());
        return new Label(owner, description, tags);
    }

    private Timing timing(Timing given, Optional<ScheduleText> schedule) {
        Validity validity = keys.section("validity").flatMap(this::validity).orElse(given.validity());
        SchedulingType type = keys.choice("scheduling", SchedulingType.values()).orElse(given.type());
        CatchUp catchUp = keys.choice("catchUp", CatchUp.values()).orElse(given.catchUp());
        return new Timing(schedule, validity, type, catchUp);
    }

    private Optional<Validity> validity(Section days) {
        Optional<LocalDate> from = days.day("from");
        Optional<LocalDate> to = days.day("to");
        days.finish();
        try {
            return Optional.of(new Validity(from, to));
        } catch (IllegalArgumentException e) {
            problems.error(days.placeOf("to"), Mistake.sentence(e));
            return Optional.empty();
        }
    }

    private Conduct conduct(TaskTerms given) {
        Conduct terms = given.conduct();
        RetryPolicy retry = keys.section("retry")
                .flatMap(section -> RetryKeys.read(section, problems))
                .orElse(terms.retry());
        RerunPolicy rerun = keys.choice("rerun", RerunPolicy.values()).orElse(terms.rerun());
        if (rerun == RerunPolicy.NEVER && retry.times() > 0) {
            problems.warning(
                    keys.placeOf(keys.has("retry") ? "retry" : "rerun"),
                    "with `rerun: never` no attempt follows a failed one, so `retry` has no effect; remove one of them");
        }
        try {
            return new Conduct(retry, keys.duration("timeout").orElse(terms.timeout()), rerun);
        } catch (IllegalArgumentException e) {
            problems.error(keys.placeOf("timeout"), "`timeout`: " + Mistake.sentence(e));
            return terms;
        }
    }

    private Share share(TaskTerms given) {
        Share terms = given.share();
        int priority = keys.wholeNumber("priority", Share.LEAST_PRIORITY, Share.MOST_PRIORITY)
                .map(Long::intValue)
                .orElse(terms.priority());
        Optional<Integer> most = keys.wholeNumber("maxParallel", 1, Share.MOST_PARALLEL)
                .map(Long::intValue)
                .or(terms::maxParallel);
        try {
            return new Share(priority, most, text("resourceGroup").or(terms::resourceGroup));
        } catch (IllegalArgumentException e) {
            problems.error(keys.placeOf("resourceGroup"), "`resourceGroup`: " + Mistake.sentence(e));
            return terms;
        }
    }

    private Optional<String> text(String key) {
        return keys.text(key).map(text -> text.value().text());
    }
}
