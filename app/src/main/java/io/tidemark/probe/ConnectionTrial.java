package io.tidemark.probe;

import io.tidemark.attempt.FailureException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tries a data source. Whatever is wrong with it is a finding. */
public final class ConnectionTrial {
    private final Line line;
    private final Account account;

    /** @param endpoint {@code http(s)://host[:port][/path]} */
    public ConnectionTrial(URI endpoint, Account account, InstantSource clock) {
        this.line = new Line(endpoint, clock);
        this.account = account;
    }

    /**
     * Makes the checks, one after the other. Where nobody can be reached, the rest is not tried.
     *
     * @param table to be looked at as well
     * @param told each finding as soon as it is there
     * @return all of them
     */
    public List<Finding> run(Optional<String> table, Consumer<Finding> told) {
        List<Finding> findings = new ArrayList<>();
        Consumer<Finding> found = finding -> {
            findings.add(finding);
            told.accept(finding);
        };
        found.accept(line.host());
        found.accept(after(findings, Check.PORT, line::port));
        if (line.isSecure()) {
            found.accept(after(findings, Check.CERTIFICATE, line::certificate));
        }
        boolean reached = findings.stream().allMatch(finding -> finding.verdict() == Finding.Verdict.OK);
        found.accept(reached ? line.clock() : untried(Check.CLOCK));
        found.accept(reached ? asked(Check.KEY, account::signIn) : untried(Check.KEY));
        table.ifPresent(name -> found.accept(
                last(findings).verdict() == Finding.Verdict.OK
                        ? asked(Check.TABLE, () -> account.look(name))
                        : untried(Check.TABLE)));
        return findings;
    }

    private static Finding after(List<Finding> before, Check check, Supplier<Finding> next) {
        return last(before).verdict() == Finding.Verdict.OK ? next.get() : untried(check);
    }

    private static Finding last(List<Finding> findings) {
        return findings.get(findings.size() - 1);
    }

    private static Finding asked(Check check, Supplier<String> question) {
        try {
            return Finding.ok(check, question.get());
        } catch (FailureException e) {
            return Finding.failed(check, e.failure().message(), e.failure().advice());
        }
    }

    private static Finding untried(Check check) {
        return Finding.unknown(check, "It was not tried, because of what failed before.");
    }
}
