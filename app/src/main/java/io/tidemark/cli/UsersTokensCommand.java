package io.tidemark.cli;

import io.tidemark.access.Permission;
import io.tidemark.control.LedgerJson;
import io.tidemark.control.UserJson;
import io.tidemark.login.UserDesk;
import io.tidemark.store.login.ApiTokenStore.StoredToken;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark users tokens}. */
@Command(name = "tokens", description = "Lists API tokens, without their secrets.", mixinStandardHelpOptions = true)
final class UsersTokensCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions options = new DeskOptions();

    @Option(names = "--json", description = "print them as one JSON array")
    private boolean json;

    UsersTokensCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        List<StoredToken> tokens = access.users(options, "users tokens", UserDesk::tokens);
        if (json) {
            access.terminal().out().println(LedgerJson.text(UserJson.tokens(tokens)));
        } else if (tokens.isEmpty()) {
            access.terminal().err().println("There is no token.");
        } else {
            TextTable table = new TextTable("ID", "USER", "FOR", "PERMITS", "VALID UNTIL", "LAST USED");
            tokens.forEach(token -> table.row(
                    String.valueOf(token.id()),
                    token.user().value(),
                    token.label(),
                    token.permissions().stream().sorted().map(Permission::word).collect(Collectors.joining(",")),
                    token.expiresAt().toString(),
                    token.seenAt().map(Instant::toString).orElse("never")));
            table.lines().forEach(access.terminal().out()::println);
        }
        return ExitCode.DONE.value();
    }
}
