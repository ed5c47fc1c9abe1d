package org.gapwise.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gapwise.core.schema.Categorical;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.core.schema.Target;
import org.gapwise.model.ModelSpec;
import org.gapwise.train.Plan;

/**
 * What is timed: a network of some size on batches of some size.
 *
 * @param numeric how many of the features are numbers; the others have two levels
 */
public record Workload(String name, ModelSpec spec, int numeric, int features, int targets, int batch) {

    static final String TABLE = "table";
    static final String IMAGE = "image";

    /** The names of all that can be timed. */
    public static final List<String> NAMES = List.of("paper", "balanced", "wide", "tiny");

    /**
     * The paper's size (method 1.2 to 1.5), the default preset's on a small table and on the paper's, or one for tests.
     *
     * @throws IllegalArgumentException when there is none of this name
     */
    public static Workload of(String name, int batch) {
        return switch (name) {
            case "paper" -> new Workload(name, Plan.preset(name).model(), 7, 381, 14, batch);
            case "balanced" -> new Workload(name, Plan.preset(name).model(), 12, 24, 14, batch);
            case "wide" -> new Workload(name, Plan.preset("balanced").model(), 7, 381, 14, batch);
            case "tiny" -> new Workload(name, tiny(), 3, 8, 2, batch);
            default -> throw new IllegalArgumentException("there is no workload \"" + name + "\", there are " + NAMES);
        };
    }

    private static ModelSpec tiny() {
        return Plan.preset("paper")
                .with(List.of(
                        "model.width=32",
                        "model.heads=2",
                        "model.feed_forward=24",
                        "vision.encoder=resnet10_w16",
                        "vision.image_size=32"))
                .model();
    }

    Schema schema() {
        List<Feature> all = new ArrayList<>();
        for (int f = 0; f < features; f++) {
            all.add(f < numeric ? new Numeric("f" + f) : new Categorical("f" + f, List.of("a", "b")));
        }
        return new Schema(
                "none",
                "id",
                Optional.empty(),
                List.of(new TableModality(TABLE, all), new ImageModality(IMAGE, "file", ".")),
                IntStream.range(0, targets).mapToObj(t -> new Target("t" + t)).toList());
    }
}
