package org.gapwise.evaluate.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the figures come from.
 *
 * @param facts by name, in the order shown: versions, seed, data hash, machine
 */
public record ProvenanceSection(Map<String, String> facts) implements Section {

    public ProvenanceSection {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    @Override
    public String id() {
        return "provenance";
    }

    @Override
    public String title() {
        return "Provenance";
    }

    @Override
    public String lead() {
        return "Enough to make these figures again.";
    }

    @Override
    public void body(Html out) {
        out.open("dl", "class", "facts");
        facts.forEach((name, value) -> out.leaf("dt", name).leaf("dd", value));
        out.close();
    }
}
