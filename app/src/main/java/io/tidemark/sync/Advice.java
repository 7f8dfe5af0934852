package io.tidemark.sync;

/** What a person is told to do about a chain, in the same words wherever it is said. */
public final class Advice {
    private Advice() {}

    /** For a chain that is to be recovered. */
    public static String recover(ChainId chain) {
        return "Run `tidemark checkpoints recover " + chain + "`; it shows what it would do and asks.";
    }

    /** For a chain that somebody else has worked on. */
    public static String stopTheOther(ChainId chain) {
        return "Another copy of this operator has worked on the chain: stop it. " + recover(chain);
    }

    /** For a chain whose next records have expired unread. */
    static String acceptLoss(ChainId chain) {
        return "Load the table once with a full export and go on under a new chain name; or go on with what is left by"
                + " `tidemark checkpoints accept-loss " + chain + "`, which shows the loss as a gap and asks.";
    }

    /** For a window whose commit nobody can prove. */
    public static String resolve(long windowId) {
        return "Look with `tidemark windows show " + windowId
                + "` whether its rows are in the target, then say so with `tidemark windows resolve " + windowId
                + " --committed` or `--not-committed`.";
    }
}
