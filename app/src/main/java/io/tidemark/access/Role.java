package io.tidemark.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a user is, and what that permits. */
public enum Role {
    /** Looks. */
    VIEWER(Permission.LOOK),
    /** Keeps cycles going, and changes no definition. */
    OPERATOR(Permission.LOOK, Permission.RUN, Permission.OPERATE),
    /** Writes workflows, tries them and puts them in force. */
    DEVELOPER(Permission.LOOK, Permission.RUN, Permission.EDIT),
    /** Everything. */
    ADMIN(Permission.values());

    // A set that nobody can change, which the compiler's check of enums does not see through the interface.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Permission> permissions;

    Role(Permission... permissions) {
        this.permissions = Set.of(permissions);
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    /** As people and scripts write it: {@code viewer}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty if the word is none of {@link #words()}. */
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    /** All of them, for people. */
    public static String words() {
        return Arrays.stream(values()).map(Role::word).collect(Collectors.joining(", "));
    }
}
