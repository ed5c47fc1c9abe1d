package org.gapwise.core.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.BundleException;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.file.Json;
import org.gapwise.core.schema.Schema;

/**
 * What a model in use is compared with, in its bundle as reference.json.
 *
 * @param binning learned on the training cases
 * @param census what the training cases had, and what the model said of validation cases
 */
public record Profile(Binning binning, Census census) {

    /** Its name in a bundle. */
    public static final String FILE = "reference.json";

    private static final int VERSION = 1;

    /** Of training cases alone, without answers. */
    public static Profile of(Schema schema, List<Case> training) {
        Binning binning = Binning.fit(schema, training);
        Counting counting = new Counting(Counting.modalities(schema));
        training.forEach(one -> counting.had(binning.bins(schema, one)));
        return new Profile(binning, counting.census());
    }

    /** Empty for a bundle from before there were any. */
    public static Optional<Profile> of(Bundle bundle) {
        return Files.exists(bundle.file(FILE))
                ? Optional.of(parse(bundle.text(FILE), bundle.file(FILE).toString()))
                : Optional.empty();
    }

    static Profile parse(String text, String where) {
        try {
            ObjectNode tree = (ObjectNode) Json.parse(text);
            int version = tree.path("version").asInt();
            if (version != VERSION) {
                throw new BundleException(
                        "it has version " + version + ", this release reads " + VERSION + ".",
                        where,
                        "Use a newer release.");
            }
            return new Profile(
                    Json.bind(tree.path("binning"), Binning.class), Json.bind(tree.path("census"), Census.class));
        } catch (JsonProcessingException | ClassCastException | IllegalArgumentException e) {
            throw new BundleException("it cannot be read.", where, "Restore the bundle or train again.");
        }
    }

    /** With what a model says of cases it was not trained on. */
    public Profile saying(List<Map<String, Double>> answers) {
        Counting counting = new Counting(Map.of());
        answers.forEach(counting::said);
        return new Profile(binning, census.saying(counting.census().outputs()));
    }

    public String toJson() {
        ObjectNode tree = Json.object();
        tree.put("version", VERSION);
        tree.set("binning", Json.tree(binning));
        tree.set("census", Json.tree(census));
        return Json.text(tree);
    }
}
