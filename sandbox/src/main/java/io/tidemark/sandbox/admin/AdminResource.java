package io.tidemark.sandbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** One thing that the admin port controls. Called by many threads at once. */
@FunctionalInterface
interface AdminResource {

    /**
     * Does what is asked and says how it stands then.
     *
     * @throws IllegalArgumentException with one sentence for the person who asked, as {@link IllegalStateException}
     */
    JsonNode answer(AdminCall call) throws AdminRefusal, IOException;
}
