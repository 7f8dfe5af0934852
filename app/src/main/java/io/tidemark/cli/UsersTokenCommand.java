package io.tidemark.cli;

import io.tidemark.access.Permission;
import io.tidemark.attempt.Failure;
import io.tidemark.login.Token;
import io.tidemark.login.TokenRequest;
import io.tidemark.login.Users;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark users token}. */
@Command(
        name = "token",
        description = "Makes an API token that acts in a user's name; it cannot be shown again.",
        mixinStandardHelpOptions = true)
final class UsersTokenCommand implements Callable<Integer> {
    private final DeskAccess access;

    @Mixin
    private DeskOptions options = new DeskOptions();

    @Mixin
    private Consent consent = new Consent();

    @Parameters(paramLabel = "NAME", description = "as `tidemark users list` shows it")
    private String name = "";

    @Option(names = "--for", required = true, paramLabel = "TEXT", description = "what it is for")
    private String label = "";

    @Option(
            names = "--permit",
            required = true,
            split = ",",
            paramLabel = "WORD",
            description =
                    "some of look, run, operate, edit, override, administer; no more than the user's role permits")
    private List<String> words = List.of();

    @Option(names = "--days", paramLabel = "N", description = "valid for so many days, 1 to 366 (default: 90)")
    private int days = 90;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "a new file for it that only you may read (default: print it)")
    private @Nullable Path out;

    UsersTokenCommand(DeskAccess access) {
        this.access = access;
    }

    @Override
    public Integer call() {
        TokenRequest request = request();
        List<String> sentences = List.of("Makes a token that may " + String.join(", ", words) + " in the name of "
                + request.user() + " for " + days + " days.");
        return consent.to(access.terminal(), sentences, () -> {
            OwnFile file = out == null ? null : OwnFile.create(out);
            Token token = access.users(options, "users token", users -> users.issue(request));
            if (file == null) {
                access.terminal().out().println(token.text());
                access.terminal().err().println("Keep it in a file that nobody else may read; it is not shown again.");
            } else {
                file.write(token.text());
                access.terminal().out().println("The token is in " + out + ".");
            }
            return ExitCode.DONE;
        });
    }

    private TokenRequest request() {
        Set<Permission> permissions = new LinkedHashSet<>();
        words.forEach(word -> permissions.add(Permission.of(word)
                .orElseThrow(() -> bad("--permit " + word + " is not one of " + Permission.words() + "."))));
        try {
            return new TokenRequest(Users.named(name), label.strip(), permissions, Duration.ofDays(days));
        } catch (IllegalArgumentException e) {
            throw bad("Such a token cannot be made: " + e.getMessage() + ".");
        }
    }

    private static RuntimeException bad(String sentence) {
        return Failure.user("BAD_OPTION", sentence, "Correct the command; -h explains its options.")
                .asException();
    }
}
