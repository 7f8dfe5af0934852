package io.tidemark.cli;

import io.tidemark.control.LedgerJson;
import io.tidemark.control.UserJson;
import io.tidemark.login.UserDesk;
import io.tidemark.store.login.StoredUser;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark users list}. */
@Command(name = "list", description = "Lists users, by name.", mixinStandardHelpOptions = true)
final class UsersListCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions options = new DeskOptions();

    @Option(names = "--json", description = "print them as one JSON array")
    private boolean json;

    UsersListCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        List<StoredUser> users = access.users(options, "users list", UserDesk::users);
        if (json) {
            access.terminal().out().println(LedgerJson.text(UserJson.users(users)));
        } else if (users.isEmpty()) {
            access.terminal()
                    .err()
                    .println("There is no user yet. `tidemark serve` prints a link that makes the first admin.");
        } else {
            TextTable table = new TextTable("NAME", "ROLE", "PASSWORD", "SINCE", "ADDED BY");
            users.forEach(user -> table.row(
                    user.name().value(),
                    user.role().word(),
                    user.hasPassword() ? "chosen" : "not chosen",
                    user.createdAt().toString(),
                    user.createdBy()));
            table.lines().forEach(access.terminal().out()::println);
        }
        return ExitCode.DONE.value();
    }
}
