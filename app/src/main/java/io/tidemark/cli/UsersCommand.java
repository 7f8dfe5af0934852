package io.tidemark.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code tidemark users}: who may use the console and the API, and as what. */
@Command(
        name = "users",
        description = {
            "Users of the console and the API, and the tokens of their programs.",
            "Roles: viewer looks; operator also runs, reruns, stops and settles; developer looks, runs and submits; admin may"
                    + " everything."
        },
        mixinStandardHelpOptions = true)
public final class UsersCommand extends CommandGroup {
    public UsersCommand(DeskAccess access) {
        super(List.of(
                new UsersListCommand(access),
                new UsersAddCommand(access),
                new UsersSetRoleCommand(access),
                new UsersResetCommand(access),
                new UsersRemoveCommand(access),
                new UsersTokenCommand(access),
                new UsersTokensCommand(access),
                new UsersRevokeCommand(access)));
    }
}
