package io.tidemark.sandbox.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("journal");
    }

    private List<String> reopened() throws IOException {
        List<String> seen = new ArrayList<>();
        Journal.open(file(), bytes -> seen.add(new String(bytes, UTF_8))).close();
        return seen;
    }

    private void append(String... records) throws IOException {
        try (Journal journal = Journal.open(file(), bytes -> {})) {
            for (String record : records) {
                journal.append(record.getBytes(UTF_8));
            }
        }
    }

    @Test
    void a_new_file_has_no_records() throws IOException {
        assertThat(reopened()).isEmpty();
    }

    @Test
    void records_come_back_in_order_and_more_can_follow() throws IOException {
        append("one", "two");
        append("three");
        assertThat(reopened()).containsExactly("one", "two", "three");
    }

    @Test
    void a_tail_torn_at_any_byte_loses_only_the_record_that_was_being_written() throws IOException {
        append("first", "second");
        byte[] whole = Files.readAllBytes(file());
        int firstEnd = Frame.HEADER_BYTES + "first".length();
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            List<String> expected = length == whole.length
                    ? List.of("first", "second")
                    : length >= firstEnd ? List.of("first") : List.of();
            assertThat(reopened()).as("cut at %d", length).isEqualTo(expected);
            append("after");
            List<String> more = new ArrayList<>(expected);
            more.add("after");
            assertThat(reopened()).as("appended after a cut at %d", length).isEqualTo(more);
        }
    }

    @Test
    void a_changed_byte_in_a_whole_record_is_refused_and_left_alone() throws IOException {
        append("first", "second");
        byte[] bytes = Files.readAllBytes(file());
        bytes[Frame.HEADER_BYTES]++;
        Files.write(file(), bytes);
        assertThatThrownBy(this::reopened)
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("damaged at byte 0");
        assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
    }

    @Test
    void an_empty_record_is_refused() throws IOException {
        try (Journal journal = Journal.open(file(), bytes -> {})) {
            assertThatThrownBy(() -> journal.append(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void an_append_after_close_fails() throws IOException {
        Journal journal = Journal.open(file(), bytes -> {});
        journal.close();
        assertThatThrownBy(() -> journal.append(new byte[] {1})).isInstanceOf(IOException.class);
        assertThat(reopened()).isEmpty();
    }

    @Test
    void an_interrupted_thread_does_not_close_the_journal() throws IOException {
        try (Journal journal = Journal.open(file(), bytes -> {})) {
            Thread.currentThread().interrupt();
            journal.append("one".getBytes(UTF_8));
            assertThat(Thread.interrupted()).isTrue();
            journal.append("two".getBytes(UTF_8));
        }
        assertThat(reopened()).containsExactly("one", "two");
    }

    @Test
    void records_of_many_threads_are_all_there_and_whole() throws Exception {
        int threads = 8;
        int each = 500;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (Journal journal = Journal.open(file(), bytes -> {})) {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int thread = t;
                running.add(pool.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        journal.append((thread + "/" + i).getBytes(UTF_8));
                    }
                    return thread;
                }));
            }
            for (Future<?> future : running) {
                future.get();
            }
        } finally {
            pool.shutdown();
        }
        assertThat(reopened()).hasSize(threads * each).doesNotHaveDuplicates();
    }
}
