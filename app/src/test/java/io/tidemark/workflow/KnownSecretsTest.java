package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class KnownSecretsTest {
    @Test
    void whateverWasReadAsASecretIsMasked() {
        new Credentials(
                "LTAI5tKnownSecretsTest",
                new Secret("zT7+k/known=1"),
                Optional.of(new Secret("CAIS\"known\\<token>&'")));

        assertThat(KnownSecrets.masked("key LTAI5tKnownSecretsTest, twice LTAI5tKnownSecretsTest."))
                .isEqualTo("key ***, twice ***.");
        assertThat(KnownSecrets.masked("?s=zT7%2Bk%2Fknown%3D1&t=zT7+k/known=1"))
                .isEqualTo("?s=***&t=***");
        assertThat(KnownSecrets.masked("{\"a\": \"CAIS\\\"known\\\\<token>&'\"}"))
                .isEqualTo("{\"a\": \"***\"}");
        assertThat(KnownSecrets.masked("<b>CAIS&#34;known\\&lt;token&gt;&amp;&#39;</b>"))
                .isEqualTo("<b>***</b>");
        assertThat(KnownSecrets.masked("nothing of that")).isEqualTo("nothing of that");
    }

    @Test
    void aSecretThatHoldsAnotherIsMaskedAsAWhole() {
        new Secret("inner-known-secret");
        new Secret("outer inner-known-secret outer");

        assertThat(KnownSecrets.masked("[outer inner-known-secret outer]")).isEqualTo("[***]");
    }

    @Test
    void wordsAndFiguresStayReadable() {
        new Secret("short");
        new Secret("123456789");

        assertThat(KnownSecrets.masked("a short 1234567890")).isEqualTo("a short 1234567890");
    }

    @Test
    void thatManyAreReadAtOnceLosesNone() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 400; i++) {
            String value = "secret-of-many-" + i + "-";
            threads.execute(() -> new Secret(value));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        for (int i = 0; i < 400; i++) {
            assertThat(KnownSecrets.masked("<secret-of-many-" + i + "->")).isEqualTo("<***>");
        }
    }

    @Test
    void thereIsAnEndToWhatIsRemembered() {
        new Secret("the-oldest-secret");
        for (int i = 0; i < 1_000; i++) {
            new Secret("a newer secret " + i);
        }
        new Secret("the-newest-secret");

        assertThat(KnownSecrets.masked("the-oldest-secret the-newest-secret")).isEqualTo("the-oldest-secret ***");
    }
}
