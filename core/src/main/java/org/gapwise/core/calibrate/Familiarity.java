package org.gapwise.core.calibrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.BundleException;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.file.Json;

/**
 * Which pictures a model knows its way about: pictures.json of its bundle.
 *
 * @param version of the format
 * @param side pixels of a side that pictures are looked at with: the model's own
 * @param modalities those with enough pictures
 */
public record Familiarity(int version, int side, List<KnownPictures> modalities) {

    public static final int VERSION = 1;
    public static final String FILE = "pictures.json";

    public Familiarity {
        modalities = List.copyOf(modalities);
        if (version < 1 || version > VERSION) {
            throw new IllegalArgumentException("version is " + version + ", this release reads up to " + VERSION);
        }
    }

    /** Of a bundle; empty when it has none. */
    public static Optional<Familiarity> of(Bundle bundle) {
        if (!Files.exists(bundle.file(FILE))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.bind(Json.parse(bundle.text(FILE)), Familiarity.class));
        } catch (JsonProcessingException e) {
            throw new BundleException(
                    "it cannot be read: " + e.getOriginalMessage() + ".",
                    bundle.file(FILE).toString(),
                    "Use the release that wrote it, or calibrate again.");
        }
    }
}
