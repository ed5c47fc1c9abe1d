package org.gapwise.study.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gapwise.core.missingness.Grain;
import org.gapwise.core.missingness.Hidden;
import org.gapwise.core.missingness.Mechanism;
import org.gapwise.core.missingness.Missingness;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;
import org.gapwise.evaluate.study.Arm;

/**
 * Why things go missing by what goes missing: at random, by what is seen, by what is hidden; single cells, whole columns,
 * whole modalities, all modalities one by one.
 *
 * @param strength change of the log odds of loss for one standard deviation of what drives it
 */
public record MechanismsProtocol(Rates rates, double strength) implements Protocol {

    /** A grain as readers and file names call it. */
    private record What(String id, String title, String modality, Grain grain) {}

    @Override
    public String id() {
        return "mechanisms";
    }

    @Override
    public List<Trial> trials(Schema schema) {
        List<Trial> trials = new ArrayList<>();
        for (What what : grains(schema)) {
            for (String why : List.of("mcar", "mar", "mnar")) {
                mechanism(why, what, schema).ifPresent(mechanism -> trials.add(trial(schema, what, mechanism)));
            }
        }
        return trials;
    }

    private static List<What> grains(Schema schema) {
        List<What> grains = new ArrayList<>();
        for (Modality modality : schema.modalities()) {
            String name = modality.name();
            if (modality instanceof TableModality) {
                grains.add(new What("cell", "cells of " + name, name, new Grain.Cells(name)));
                grains.add(new What("feature", "features of " + name, name, new Grain.Columns(name)));
            }
            grains.add(new What("modality", "all of " + name, name, new Grain.Whole(name)));
        }
        List<String> all = schema.modalityNames();
        if (all.size() > 1) {
            grains.add(new What("several", "any modality", all.get(0), new Grain.Apart(all)));
        }
        return grains;
    }

    /** The mechanism; what is hidden is the value where a value is lost, else the number of positive findings. */
    private Optional<Mechanism> mechanism(String why, What what, Schema schema) {
        Hidden hidden = what.grain instanceof Grain.Cells ? new Hidden.Itself() : new Hidden.Positives();
        Mechanism mechanism =
                switch (why) {
                    case "mcar" -> Mechanism.mcar();
                    case "mar" -> Mechanism.mar(strength);
                    default -> Mechanism.mnar(hidden, strength);
                };
        boolean possible =
                new Missingness(what.grain, mechanism, 0).obstacle(schema).isEmpty();
        return possible ? Optional.of(mechanism) : Optional.empty();
    }

    private Trial trial(Schema schema, What what, Mechanism mechanism) {
        String why = mechanism.word();
        String title = what.title + " missing, "
                + switch (why) {
                    case "mcar" -> "at random";
                    case "mar" -> "by what is seen";
                    default -> "by what is hidden";
                };
        String id = why + "-" + what.id + "-" + Names.id(schema, what.modality);
        return new Trial(
                new Arm(id, title, what.grain.modalities(), rates.train(), rates.test()), what.grain, mechanism);
    }
}
