package io.tidemark.operator;

import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A decision, looked at and ready to be carried out.
 *
 * @param agreed what the person agrees to, as records: two of the same text are the same
 * @param sentences as in {@link Preview}
 * @param done as in {@link Preview}
 */
record PlannedDecision(Object agreed, List<String> sentences, String done, Optional<Runnable> change) {
    /**
     * A change that waits for the person to agree to every sentence.
     *
     * @param basis what it was planned from, as records
     */
    static PlannedDecision of(Object basis, List<String> sentences, String done, Runnable change) {
        return agreed(List.of(sentences, basis), sentences, done, change);
    }

    /** A change that waits for the person to agree, but not to sentences that become others while time goes by. */
    static PlannedDecision agreed(Object agreed, List<String> sentences, String done, Runnable change) {
        return new PlannedDecision(agreed, sentences, done, Optional.of(change));
    }

    /** All is as it should be already. */
    static PlannedDecision nothingToDo(List<String> sentences) {
        return new PlannedDecision("", sentences, "", Optional.empty());
    }

    /** That it would be another one by now. */
    static FailureException changed() {
        return Failure.external(
                        "CHANGED_SINCE_SHOWN",
                        "What would happen has changed since you were shown it, so nothing was done.",
                        "Repeat the command and look again.")
                .asException();
    }

    Preview preview() {
        return new Preview(sentences, change.map(there -> seen()), done);
    }

    /** The same for the same basis, whichever process asks. */
    String seen() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(agreed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
