package io.tidemark.cli;

import io.tidemark.access.UserName;
import io.tidemark.login.Users;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidemark users remove}. */
@Command(
        name = "remove",
        description = "Removes a user with all sessions and tokens. What they did stays in the audit.",
        mixinStandardHelpOptions = true)
final class UsersRemoveCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions options = new DeskOptions();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(paramLabel = "NAME", description = "as `tidemark users list` shows it")
    private String name = "";

    UsersRemoveCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        UserName user = Users.named(name);
        return consent.to(
                access.terminal(),
                List.of("Removes " + user + ", with all their sessions and tokens."),
                () -> access.users(options, "users remove", users -> {
                    users.remove(user);
                    return user;
                }),
                user + " is removed.");
    }
}
