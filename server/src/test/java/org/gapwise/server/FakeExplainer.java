package org.gapwise.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.file.Json;
import org.gapwise.server.model.Explainer;

/** Tells what it was asked, and knows nothing of what to measure. */
public final class FakeExplainer implements Explainer {

    @Override
    public Set<Part> parts() {
        return Set.of(Part.PICTURES, Part.SHARES, Part.MAPS);
    }

    @Override
    public ObjectNode explain(Case one, String target, Part part) {
        return Json.object().put("asked", target + " " + part + " " + one.numbers());
    }

    @Override
    public void close() {}
}
