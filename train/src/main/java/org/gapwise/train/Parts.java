package org.gapwise.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.gapwise.core.BundleException;
import org.gapwise.core.Seeds;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.cohort.Split;
import org.gapwise.core.file.Json;
import org.gapwise.core.file.Sha256;

/**
 * Which groups a model was trained, validated and tested on, as salted hashes: a later evaluation can keep the training
 * groups out, whatever else the table holds by then, and the bundle names nobody.
 */
public final class Parts {

    private static final int HASH = 16;

    private final String salt;
    private final Map<Part, Set<String>> groups;

    private Parts(String salt, Map<Part, Set<String>> groups) {
        this.salt = salt;
        this.groups = groups;
    }

    static Parts of(Cohort cohort, Split split, long seed) {
        String salt = Long.toHexString(Seeds.mix(seed, "salt"));
        Map<Part, Set<String>> groups = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            Set<String> hashes = new TreeSet<>();
            split.indices(part).forEach(i -> hashes.add(hash(salt, cohort.get(i).group())));
            groups.put(part, hashes);
        }
        return new Parts(salt, groups);
    }

    public static Parts read(Bundle bundle) {
        try {
            JsonNode root = Json.parse(bundle.text("split.json"));
            Map<Part, Set<String>> groups = new EnumMap<>(Part.class);
            for (Part part : Part.values()) {
                groups.put(part, Set.of(Json.bind(root.path(part.word()), String[].class)));
            }
            return new Parts(root.path("salt").asText(), groups);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new BundleException(
                    "it cannot be read.", bundle.file("split.json").toString(), "Restore the bundle or train again.");
        }
    }

    /** The cases of a cohort whose group was in this part. */
    public Cohort of(Cohort cohort, Part part) {
        Set<String> wanted = groups.getOrDefault(part, Set.of());
        List<Integer> chosen = IntStream.range(0, cohort.size())
                .filter(i -> wanted.contains(hash(salt, cohort.get(i).group())))
                .boxed()
                .toList();
        return cohort.select(chosen);
    }

    String toJson() {
        ObjectNode root = Json.object();
        root.put("version", 1);
        root.put("salt", salt);
        groups.forEach((part, hashes) -> root.set(part.word(), Json.tree(hashes)));
        return Json.text(root);
    }

    private static String hash(String salt, String group) {
        return Sha256.of(salt + "/" + group).substring(0, HASH);
    }
}
