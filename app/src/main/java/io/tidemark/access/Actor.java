package io.tidemark.access;

import io.tidemark.attempt.Failure;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whoever asks for something.
 *
 * @param name of the user; of a person at the command line, as the operating system knows them
 * @param way how they came in
 * @param address where from, as the network knows it; empty for this machine
 * @param permissions what they may do now
 */
public record Actor(String name, Way way, String address, Set<Permission> permissions) {
    /** How somebody came in. */
    public enum Way {
        /** On the machine of the operator, with its files: may read the keys, and so may do everything. */
        LOCAL,
        /** A browser that is logged in. */
        SESSION,
        /** A program with an API token. */
        TOKEN,
        /** The operator itself, as when it submits a folder at its start. */
        OPERATOR
    }

    public Actor {
        if (name.isBlank()) {
            throw new IllegalArgumentException("whoever acts has a name");
        }
        permissions = permissions.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(permissions));
    }

    /** A person at the command line of this machine. */
    public static Actor local(String name) {
        return new Actor(name, Way.LOCAL, "", EnumSet.allOf(Permission.class));
    }

    /** The operator itself, in the name of whoever started it. */
    public static Actor operator(String name) {
        return new Actor(name, Way.OPERATOR, "", EnumSet.allOf(Permission.class));
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** Whether what they name on a disk is on this one. */
    public boolean isHere() {
        return way == Way.LOCAL || way == Way.OPERATOR;
    }

    /**
     * Goes on only if they may do it.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code NOT_PERMITTED}
     */
    public void require(Permission permission) {
        if (!may(permission)) {
            throw Failure.user(
                            "NOT_PERMITTED",
                            name + " may not " + permission.doing() + ". Nothing was done.",
                            "Ask an admin for a role" + (way == Way.TOKEN ? " or a token" : "") + " that permits `"
                                    + permission.word() + "`.")
                    .asException();
        }
    }

    /** The name only. */
    @Override
    public String toString() {
        return name;
    }
}
