package io.tidemark.cli;

import io.tidemark.access.UserName;
import io.tidemark.login.Users;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidemark users reset}. */
@Command(
        name = "reset",
        description = "Ends a user's password and sessions, and prints a link by which they choose another password.",
        mixinStandardHelpOptions = true)
final class UsersResetCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions options = new DeskOptions();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(paramLabel = "NAME", description = "as `tidemark users list` shows it")
    private String name = "";

    UsersResetCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        UserName user = Users.named(name);
        return consent.to(access.terminal(), List.of("Ends the password and all sessions of " + user + "."), () -> {
            access.withAll(options, "users reset", open -> {
                String link = UserText.link(open.console(), open.users().reset(user));
                access.terminal().out().println(link);
                return link;
            });
            access.terminal().err().println(UserText.SEND_IT);
            return ExitCode.DONE;
        });
    }
}
