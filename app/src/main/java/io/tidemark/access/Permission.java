package io.tidemark.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Something that somebody may be allowed to do. */
public enum Permission {
    /** To see everything that holds no secret: instances, logs, windows, versions, rows of tables, names of data sources. */
    LOOK("look"),
    /** To run a task once beside its schedule, to fill past cycles in, to compare what was written. */
    RUN("run tasks beside their schedule"),
    /** To rerun, stop, hold back, pause and settle what the operator runs. */
    OPERATE("rerun, stop, hold back or settle anything"),
    /** To change what runs: submit, roll back, rename. */
    EDIT("change what runs"),
    /** To go past a rule that keeps rows from being lost or doubled. */
    OVERRIDE("go past rules that protect rows"),
    /** To change data sources and users, to see who did what, to copy the database. */
    ADMINISTER("administer Tidemark");

    private final String doing;

    Permission(String doing) {
        this.doing = doing;
    }

    /** As people and scripts write it: {@code look}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What whoever lacks it may not do, after "may not". */
    String doing() {
        return doing;
    }

    /** Empty if the word is none of {@link #words()}. */
    public static Optional<Permission> of(String word) {
        return Arrays.stream(values())
                .filter(permission -> permission.word().equals(word))
                .findFirst();
    }

    /** All of them, for people. */
    public static String words() {
        return Arrays.stream(values()).map(Permission::word).collect(Collectors.joining(", "));
    }
}
