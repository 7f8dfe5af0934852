package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path temp;

    @Test
    void isCreatedForItsOwnerOnly() throws IOException {
        Assumptions.assumeTrue(DataDirectory.isPosix());
        Path path = temp.resolve("a/b c");
        try (DataDirectory directory = DataDirectory.open(path, "tidemark serve")) {
            assertThat(directory.path()).isEqualTo(path.toAbsolutePath());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve("lock"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theSameProcessCannotTakeItTwiceButAgainAfterwards() {
        try (DataDirectory first = DataDirectory.open(temp, "tidemark serve")) {
            assertThat(first.path()).isEqualTo(temp);
            Failure failure = refusal(temp);
            assertThat(failure.code()).isEqualTo("DATA_DIRECTORY_IN_USE");
            assertThat(failure.message())
                    .contains("process " + ProcessHandle.current().pid() + " (tidemark serve, since 2");
        }
        assertThatCode(() -> DataDirectory.open(temp, "tidemark run").close()).doesNotThrowAnyException();
    }

    @Test
    void anotherProcessThatHasItIsNamedAndItsDeathLetsUsIn() throws Exception {
        try (ChildProcess child = ChildProcess.start(HoldDirectory.class, temp.toString())) {
            assertThat(child.readLine()).isEqualTo("held");
            Failure failure = refusal(temp);
            assertThat(failure.code()).isEqualTo("DATA_DIRECTORY_IN_USE");
            assertThat(failure.kind()).isEqualTo(FailureKind.USER);
            assertThat(failure.message()).contains("process " + child.pid() + " (tidemark demo, since 2");
            assertThat(failure.advice()).contains("--data DIR");
            child.kill();
        }
        assertThatCode(() -> DataDirectory.open(temp, "tidemark run").close()).doesNotThrowAnyException();
    }

    @Test
    void aFileInItsPlaceIsOneSentence() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));
        assertThat(refusal(file).message()).endsWith("file is a file, not a directory.");
        assertThat(refusal(file.resolve("below")).code()).isEqualTo("DATA_DIRECTORY_UNUSABLE");
    }

    @Test
    void aNameThatCannotStandInAnAddressIsRefused() {
        try (DataDirectory directory = DataDirectory.open(temp.resolve("a;b"), "tidemark serve")) {
            assertThatThrownBy(() -> Database.open(directory))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("semicolon");
        }
    }

    @Test
    void aHolderThatHasOnlyJustBegunIsAnotherProcess() {
        assertThat(LockHolder.describe("")).isEqualTo("another process");
        assertThat(LockHolder.describe("12\ntidemark serve\n")).isEqualTo("process 12 (tidemark serve)");
    }

    private static Failure refusal(Path path) {
        FailureException refused = catchThrowableOfType(
                FailureException.class,
                () -> DataDirectory.open(path, "tidemark run").close());
        assertThat(refused).as("the refusal of " + path).isNotNull();
        return refused.failure();
    }

    /** Takes a directory and keeps it until it is killed. */
    static final class HoldDirectory {
        public static void main(String[] arguments) throws IOException {
            try (DataDirectory directory = DataDirectory.open(Path.of(arguments[0]), "tidemark demo")) {
                System.out.println("held");
                assertThat(directory.path()).isDirectory();
                assertThat(System.in.read()).isNegative();
            }
        }
    }
}
