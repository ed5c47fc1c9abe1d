package org.gapwise.server.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.util.Set;
import org.gapwise.core.cohort.Case;

/** Tells why a model answers as it does, and what would change it. The server itself knows no method. */
public interface Explainer extends Closeable {

    /** What can be asked for. Its word is the name in small letters. */
    enum Part {
        /** The pictures of the case as the model sees them. */
        PICTURES,
        /** What each modality and each input adds to the log odds. */
        SHARES,
        /** Where in each picture the answer comes from. */
        MAPS,
        /** What is absent, by what it would be worth to measure. */
        NEXT
    }

    /** What this one can tell. */
    Set<Part> parts();

    /**
     * One part about one target of one case.
     *
     * @param part one of {@link #parts}
     * @throws org.gapwise.server.http.Refusal with status 503 when there is no time for it
     */
    ObjectNode explain(Case one, String target, Part part);

    @Override
    void close();
}
