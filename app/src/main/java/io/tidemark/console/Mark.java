package io.tidemark.console;

/** How the state of a cycle looks and is called; the signs are drawn in {@code icons.svg}, the colours in {@code console.css}. */
public enum Mark {
    FAILED("fail", "Failed"),
    UNDECIDED("unsure", "Undecided"),
    RETRYING("retry", "Retrying"),
    RUNNING("run", "Running"),
    QUEUED("ready", "Queued"),
    STOPPING("stopping", "Stopping"),
    BLOCKED("blocked", "Blocked"),
    NOT_DUE("wait", "Not due"),
    FROZEN("frozen", "Frozen"),
    STOPPED("stopped", "Stopped"),
    SUCCEEDED("ok", "Succeeded");

    private final String sign;
    private final String word;

    Mark(String sign, String word) {
        this.sign = sign;
        this.word = word;
    }

    String sign() {
        return sign;
    }

    String word() {
        return word;
    }

    /** Whether a person has to act before this goes on. */
    boolean needsSomebody() {
        return this == FAILED || this == UNDECIDED;
    }
}
