package io.tidemark.operator;

import io.tidemark.instance.BackfillRequest;
import io.tidemark.instance.InstanceState;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.Prospect;
import io.tidemark.sync.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Says what a backfill would do, before it does anything. */
final class BackfillLines {
    /** Nobody reads more names in a row. */
    private static final int MOST_NAMED = 30;

    private final long number;
    private final BackfillRequest asked;
    private final List<BackfillMember> members;

    BackfillLines(long number, BackfillRequest asked, List<BackfillMember> members) {
        this.number = number;
        this.asked = asked;
        this.members = members;
    }

    List<String> sentences() {
        List<String> lines = new ArrayList<>();
        lines.add("Backfill " + number + " of " + asked.target() + " makes " + count(members.size(), "instance") + ": "
                + asked.terms() + ".");
        grouped(members, member -> member.id().task())
                .forEach((task, of) -> lines.add("  " + task + ": " + ofTask(of)));
        Map<ChainId, List<BackfillMember>> chains = grouped(
                members.stream().filter(member -> member.request().isPresent()).toList(),
                member -> member.request().orElseThrow().chain());
        chains.forEach((chain, of) -> lines.addAll(ofChain(chain, of)));
        lines.addAll(overwritten());
        lines.add(
                "What it waits for outside of itself is not waited for; it runs when nothing of the schedule is ready.");
        return lines;
    }

    private static String ofTask(List<BackfillMember> of) {
        BackfillMember first = of.get(0);
        BackfillMember last = of.get(of.size() - 1);
        String cycles = count(of.size(), "cycle") + ", "
                + (of.size() == 1
                        ? first.id().cycleTime().toString()
                        : first.id().cycleTime() + " to " + last.id().cycleTime());
        if (first.instance().state() == InstanceState.FROZEN) {
            return cycles + "; the task is declared paused, so that each is held back until it is unfrozen";
        }
        return switch (first.instance().work()) {
            case SYNC -> cycles;
            case VIRTUAL -> cycles + "; it only joins what comes before it";
            case DRY_RUN -> cycles + "; its work is left out (dry run), and what comes after it goes on";
        };
    }

    private static List<String> ofChain(ChainId chain, List<BackfillMember> members) {
        List<String> lines = new ArrayList<>();
        String of = " of chain " + chain;
        List<Prospect.Fresh> fresh = prospects(members, Prospect.Fresh.class);
        if (!fresh.isEmpty()) {
            lines.add(count(fresh.size(), "window") + of + (fresh.size() == 1 ? " is" : " are") + " new: "
                    + fresh.get(0).window().start() + " to "
                    + fresh.get(fresh.size() - 1).window().end() + ", one after the other.");
            fresh.stream()
                    .filter(Prospect.Fresh::first)
                    .findFirst()
                    .ifPresent(first -> lines.add("  The chain begins there; what came before "
                            + first.window().start() + " is not read."));
        }
        lines.addAll(earlier(members));
        fresh.stream()
                .flatMap(one -> one.gap().stream())
                .forEach(gap -> lines.add("  " + gap + " is LEFT OUT and shown as a gap (onGap: accept)."));
        List<Prospect.Filled> filled = prospects(members, Prospect.Filled.class);
        if (!filled.isEmpty()) {
            lines.add(count(filled.size(), "window") + of + (filled.size() == 1 ? " fills" : " fill")
                    + " what was left out, from " + filled.get(0).gap() + ", one after the other.");
        }
        List<Prospect.Rewritten> rewritten = prospects(members, Prospect.Rewritten.class);
        if (!rewritten.isEmpty()) {
            lines.add(count(rewritten.size(), "window") + of + (rewritten.size() == 1 ? " is" : " are")
                    + " committed already and written again with the same records.");
        }
        List<Prospect.AlreadyCommitted> done = prospects(members, Prospect.AlreadyCommitted.class);
        if (!done.isEmpty()) {
            lines.add(count(done.size(), "window") + of + (done.size() == 1 ? " is" : " are")
                    + " committed already and appended, so that NOTHING IS WRITTEN; to append one once more on purpose:"
                    + " `tidemark run SCRIPT --task " + chain + " --again REASON`.");
        }
        int settled = prospects(members, Prospect.Settled.class).size();
        if (settled > 0) {
            lines.add(count(settled, "window") + of + " was being committed; that is brought to its end.");
        }
        int reopened = prospects(members, Prospect.Reopened.class).size();
        if (reopened > 0) {
            lines.add(count(reopened, "window") + of + " did not go in; the same records are written now.");
        }
        List<Prospect.Waits> waiting = prospects(members, Prospect.Waits.class);
        Set<String> reasons = new LinkedHashSet<>();
        waiting.forEach(one -> reasons.add(one.reason().sentence()));
        reasons.stream()
                .limit(1)
                .forEach(reason ->
                        lines.add("Careful: " + count(waiting.size(), "window") + of + " will wait: " + reason));
        return lines;
    }

    /** Windows that begin before the time that was asked for, so that nothing is left out. */
    private static List<String> earlier(List<BackfillMember> members) {
        List<String> lines = new ArrayList<>();
        for (BackfillMember member : members) {
            Window window = member.request().orElseThrow().window();
            if (member.prospect().orElseThrow() instanceof Prospect.Fresh fresh
                    && fresh.window().start().isBefore(window.start())
                    && lines.size() < MOST_NAMED) {
                lines.add("  That of " + member.id() + " begins at "
                        + fresh.window().start() + " instead of " + window.start() + ", where the chain stands.");
            }
        }
        return lines;
    }

    private List<String> overwritten() {
        Map<String, Set<String>> partitions = new LinkedHashMap<>();
        for (BackfillMember member : members) {
            member.overwritten()
                    .ifPresent(to -> partitions
                            .computeIfAbsent(to.qualifiedTable(), table -> new LinkedHashSet<>())
                            .add(to.partition().toString()));
        }
        List<String> lines = new ArrayList<>();
        partitions.forEach((table, names) -> {
            if (names.contains("")) {
                lines.add("The whole table " + table + " will be OVERWRITTEN.");
            } else {
                lines.add(count(names.size(), "partition") + " of " + table + " will be OVERWRITTEN:");
                lines.addAll(named(List.copyOf(names)));
            }
        });
        return lines;
    }

    private static List<String> named(List<String> names) {
        List<String> lines = new ArrayList<>();
        names.stream()
                .limit(names.size() <= MOST_NAMED ? names.size() : MOST_NAMED - 1)
                .forEach(name -> lines.add("  " + name));
        if (names.size() > MOST_NAMED) {
            lines.add("  and " + (names.size() - MOST_NAMED + 1) + " more up to " + names.get(names.size() - 1));
        }
        return lines;
    }

    private static <T extends Prospect> List<T> prospects(List<BackfillMember> members, Class<T> kind) {
        return members.stream()
                .flatMap(member -> member.prospect().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static <K> Map<K, List<BackfillMember>> grouped(
            List<BackfillMember> members, Function<BackfillMember, K> key) {
        Map<K, List<BackfillMember>> groups = new LinkedHashMap<>();
        members.forEach(member -> groups.computeIfAbsent(key.apply(member), of -> new ArrayList<>())
                .add(member));
        return groups;
    }

    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
