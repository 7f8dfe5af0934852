package io.tidemark.cli;

import io.tidemark.access.Role;
import io.tidemark.access.UserName;
import io.tidemark.login.Users;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark users add}. */
@Command(
        name = "add",
        description = "Adds a user, and prints a link by which they choose their password.",
        mixinStandardHelpOptions = true)
final class UsersAddCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions options = new DeskOptions();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(paramLabel = "NAME", description = "1 to 64 of a-z 0-9 . _ @ -")
    private String name = "";

    @Option(names = "--role", required = true, paramLabel = "ROLE", description = UserText.ROLES)
    private String role = "";

    UsersAddCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        UserName user = Users.named(name);
        Role as = UserText.role(role);
        return consent.to(access.terminal(), List.of("Adds " + user + " as " + as.word() + "."), () -> {
            access.withAll(options, "users add", open -> {
                String link = UserText.link(open.console(), open.users().add(user, as));
                access.terminal().out().println(link);
                return link;
            });
            access.terminal().err().println(UserText.SEND_IT);
            return ExitCode.DONE;
        });
    }
}
