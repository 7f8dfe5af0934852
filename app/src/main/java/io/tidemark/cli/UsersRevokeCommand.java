package io.tidemark.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidemark users revoke}. */
@Command(name = "revoke", description = "Ends an API token at once.", mixinStandardHelpOptions = true)
final class UsersRevokeCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions options = new DeskOptions();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(paramLabel = "ID", description = "of the token, as `tidemark users tokens` shows it")
    private long id;

    UsersRevokeCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        return consent.to(
                access.terminal(),
                List.of("Ends token " + id + "; programs that carry it are refused from then on."),
                () -> access.users(options, "users revoke", users -> {
                    users.revoke(id);
                    return id;
                }),
                "Token " + id + " is ended.");
    }
}
