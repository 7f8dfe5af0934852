package io.tidemark.cli;

import io.tidemark.access.Role;
import io.tidemark.attempt.Failure;
import io.tidemark.login.Token;
import java.net.URI;

/** Roles and links as the commands about users read and print them. */
final class UserText {
    static final String ROLES = "viewer, operator, developer or admin";
    static final String SEND_IT = "Send the link to nobody else: whoever opens it first chooses the password.";

    private UserText() {}

    static Role role(String word) {
        return Role.of(word)
                .orElseThrow(() -> Failure.user("BAD_OPTION", word + " is not a role.", "Write " + ROLES + ".")
                        .asException());
    }

    static String link(URI console, Token link) {
        return console.resolve("/login/link?token=" + link.text()).toString();
    }
}
