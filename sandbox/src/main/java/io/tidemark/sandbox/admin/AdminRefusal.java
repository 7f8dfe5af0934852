package io.tidemark.sandbox.admin;

/** A call is refused; nothing was changed by it. */
final class AdminRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param sentence for the person who asked */
    AdminRefusal(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    int status() {
        return status;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    static AdminRefusal badInput(String sentence) {
        return new AdminRefusal(400, sentence);
    }

    static AdminRefusal nothingHere(String path) {
        return new AdminRefusal(404, "There is no " + path + " here: ask for /faults, /shards, or /clock.");
    }

    static AdminRefusal wrongMethod(String method, String path) {
        return new AdminRefusal(405, path + " does not take " + method + ".");
    }
}
