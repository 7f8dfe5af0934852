package io.tidemark.cli;

import io.tidemark.access.Role;
import io.tidemark.access.UserName;
import io.tidemark.login.Users;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidemark users set-role}. */
@Command(name = "set-role", description = "Gives a user another role.", mixinStandardHelpOptions = true)
final class UsersSetRoleCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions options = new DeskOptions();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(index = "0", paramLabel = "NAME", description = "as `tidemark users list` shows it")
    private String name = "";

    @Parameters(index = "1", paramLabel = "ROLE", description = UserText.ROLES)
    private String role = "";

    UsersSetRoleCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        UserName user = Users.named(name);
        Role as = UserText.role(role);
        return consent.to(
                access.terminal(),
                List.of(user + " becomes " + as.word() + "; all their sessions end."),
                () -> access.users(options, "users set-role", users -> {
                    users.setRole(user, as);
                    return user;
                }),
                user + " is " + as.word() + " now.");
    }
}
