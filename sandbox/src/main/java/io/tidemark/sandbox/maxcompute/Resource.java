package io.tidemark.sandbox.maxcompute;

import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import java.io.IOException;

/** One kind of thing that can be asked for. Called by many threads at once. */
interface Resource {
    /** Answers the call exactly once, or refuses it without having answered. */
    void answer(Call call) throws Refusal, IOException;
}
