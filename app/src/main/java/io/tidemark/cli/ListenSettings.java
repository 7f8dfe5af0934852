package io.tidemark.cli;

import io.tidemark.config.Settings;
import io.tidemark.console.Listening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Where {@code tidemark.yaml} wants the console to be. */
final class ListenSettings {
    private ListenSettings() {}

    /**
     * Reads them; what is wrong is said when the settings are finished.
     *
     * @param folder that files are seen from
     */
    static Listening in(Settings settings, int defaultPort, Path folder) {
        Listening here = Listening.loopback(settings.integer("port", defaultPort, 0, 65535));
        String host = settings.text(
                "listen.host", here.host(), Listening::isAddress, "an address of this machine, as figures");
        boolean certified = settings.text("listen.tls.certificate").isPresent();
        boolean keyed = settings.text("listen.tls.key").isPresent();
        Path certificate = settings.file("listen.tls.certificate", folder, folder);
        Path key = settings.file("listen.tls.key", folder, folder);
        if (certified != keyed) {
            settings.wrong(
                    certified ? "listen.tls.certificate" : "listen.tls.key",
                    "'listen.tls' needs both 'certificate' and 'key'");
        }
        return new Listening(
                host,
                here.port(),
                list(
                        settings,
                        "listen.names",
                        "names",
                        name -> name.matches("[A-Za-z0-9.-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:]+](:\\d{1,5})?")),
                certified && keyed ? Optional.of(new Listening.Tls(certificate, key)) : Optional.empty(),
                settings.truth("listen.insecure", false),
                list(settings, "listen.trustedProxies", "addresses as figures", Listening::isAddress),
                scrapeToken(settings, folder));
    }

    private static Optional<Path> scrapeToken(Settings settings, Path folder) {
        String key = "listen.scrapeToken";
        Path file = settings.file(key, folder, folder);
        if (Files.isRegularFile(file) && !holdsToken(file)) {
            settings.wrong(key, "'%s' must name a file that holds 32 to 512 characters without a space".formatted(key));
        }
        return settings.text(key).map(named -> file);
    }

    private static boolean holdsToken(Path file) {
        try {
            return Listening.isScrapeToken(Files.readString(file).strip());
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static Set<String> list(Settings settings, String key, String what, Predicate<String> form) {
        String text =
                settings.text(key, "", all -> words(all).stream().allMatch(form), what + " with commas between them");
        return words(text);
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }
}
