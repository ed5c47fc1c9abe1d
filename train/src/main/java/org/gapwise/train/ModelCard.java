package org.gapwise.train;

import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.Part;
import org.gapwise.core.cohort.Split;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.TableModality;
import org.gapwise.core.schema.Target;

/** MODEL_CARD.md: what the model is, what it saw, and what a person still has to say. */
final class ModelCard {

    private final Plan plan;
    private final Cohort cohort;
    private final Split split;

    ModelCard(Plan plan, Cohort cohort, Split split) {
        this.plan = plan;
        this.cohort = cohort;
        this.split = split;
    }

    String text() {
        StringBuilder out = new StringBuilder("# Model card\n\n");
        out.append("A vision and table transformer that takes any subset of its inputs. Nothing is imputed.\n\n");
        out.append("- preset: ")
                .append(plan.preset())
                .append(", seed ")
                .append(plan.seed())
                .append('\n');
        for (Part part : Part.values()) {
            out.append("- ")
                    .append(part.word())
                    .append(": ")
                    .append(split.indices(part).size())
                    .append(" cases\n");
        }
        out.append("\n## Inputs\n\n");
        for (Modality modality : cohort.schema().modalities()) {
            out.append("- ")
                    .append(modality.name())
                    .append(": ")
                    .append(kind(modality))
                    .append('\n');
        }
        out.append(
                "\n## Targets\n\n| target | positive | negative | uncertain | not annotated |\n|---|---|---|---|---|\n");
        for (Target target : cohort.schema().targets()) {
            out.append(row(target));
        }
        return out.append("\n## Intended use, population, ethics, monitoring\n\nNeeds a human: not filled in.\n")
                .toString();
    }

    private static String kind(Modality modality) {
        if (modality instanceof TableModality table) {
            return "table of " + table.features().size() + " features";
        }
        return "picture from column \"" + ((ImageModality) modality).column() + "\"";
    }

    private String row(Target target) {
        long positive = count(target, Label.POSITIVE);
        long negative = count(target, Label.NEGATIVE);
        long uncertain = count(target, Label.UNCERTAIN);
        long rest = cohort.size() - positive - negative - uncertain;
        return "| " + target.name() + " | " + positive + " | " + negative + " | " + uncertain + " | " + rest + " |\n";
    }

    private long count(Target target, Label label) {
        return cohort.cases().stream()
                .filter(c -> c.labels().get(target.name()) == label)
                .count();
    }
}
