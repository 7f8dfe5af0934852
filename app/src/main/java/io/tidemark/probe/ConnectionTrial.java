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
    private final InstantSource clock;

    /** @param endpoint {@code http(s)://host[:port][/path]} */
    public ConnectionTrial(URI endpoint, Account account, InstantSource clock) {
        this.line = new Line(endpoint, clock);
        this.account = account;
        this.clock = clock;
    }

    /**
     * Makes the checks, one after the other. Where nobody can be reached, or the key is not let in, the rest is not tried.
     *
     * @param tables to be looked at as well
     * @param told each finding as soon as it is there
     * @return all of them
     */
    public List<Finding> run(Tables tables, Consumer<Finding> told) {
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
        boolean reached = findings.stream().allMatch(ConnectionTrial::isOk);
        found.accept(reached ? line.clock() : untried(Check.CLOCK));
        found.accept(reached ? asked(Check.KEY, account::signIn) : untried(Check.KEY));
        boolean letIn = isOk(last(findings));
        if (letIn) {
            tunnel().ifPresent(found);
        }
        boolean there = tables.table().map(name -> table(name, letIn, found)).orElse(true);
        if (letIn) {
            account.permissions(there ? tables : tables.withoutTable())
                    .forEach(permission -> found.accept(permission.tried()));
        }
        return findings;
    }

    private static Finding after(List<Finding> before, Check check, Supplier<Finding> next) {
        return isOk(last(before)) ? next.get() : untried(check);
    }

    private static Finding last(List<Finding> findings) {
        return findings.get(findings.size() - 1);
    }

    private static boolean isOk(Finding finding) {
        return finding.verdict() == Finding.Verdict.OK;
    }

    private Optional<Finding> tunnel() {
        Optional<Tunnel> tunnel;
        try {
            tunnel = account.tunnel();
        } catch (FailureException e) {
            return Optional.of(failed(Check.TUNNEL, e));
        }
        return tunnel.map(this::reached);
    }

    private Finding reached(Tunnel tunnel) {
        Line way = new Line(tunnel.address(), clock);
        String named = "The tunnel that the " + (tunnel.namedByService() ? "service" : "data source") + " names, "
                + tunnel.address() + ",";
        List<Supplier<Finding>> steps =
                way.isSecure() ? List.of(way::host, way::port, way::certificate) : List.of(way::host, way::port);
        return steps.stream()
                .map(Supplier::get)
                .filter(step -> !isOk(step))
                .findFirst()
                .map(broken -> Finding.failed(
                        Check.TUNNEL,
                        named + " cannot be used: " + broken.sentence(),
                        tunnel.namedByService()
                                ? "Write one that can be reached from here as `tunnelEndpoint` of the data source."
                                : "Correct `tunnelEndpoint` of the data source, or leave it out: then the service is asked"
                                        + " for it."))
                .orElseGet(() -> Finding.ok(Check.TUNNEL, named + " accepts connections."));
    }

    /** Looks at a table; returns whether there is anything to be asked about it. */
    private boolean table(String name, boolean letIn, Consumer<Finding> found) {
        if (!letIn) {
            found.accept(untried(Check.TABLE));
            return false;
        }
        try {
            found.accept(Finding.ok(Check.TABLE, account.look(name)));
            return true;
        } catch (FailureException e) {
            found.accept(failed(Check.TABLE, e));
            return e.failure().code().equals(Permission.DENIED);
        }
    }

    private static Finding asked(Check check, Supplier<String> question) {
        try {
            return Finding.ok(check, question.get());
        } catch (FailureException e) {
            return failed(check, e);
        }
    }

    private static Finding failed(Check check, FailureException e) {
        return Finding.failed(check, e.failure().message(), e.failure().advice());
    }

    private static Finding untried(Check check) {
        return Finding.unknown(check, "It was not tried, because of what failed before.");
    }
}
