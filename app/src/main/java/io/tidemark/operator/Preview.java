package io.tidemark.operator;

import java.util.List;
import java.util.Optional;

/**
 * What a decision would do.
 *
 * @param sentences for the person, one a line
 * @param seen stands for all that this was planned from; absent when there is nothing to do
 * @param done what may be said once it is carried out
 */
public record Preview(List<String> sentences, Optional<String> seen, String done) {
    public Preview {
        sentences = List.copyOf(sentences);
    }
}
