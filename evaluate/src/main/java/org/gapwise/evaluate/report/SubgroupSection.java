package org.gapwise.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.core.metrics.Metric;
import org.gapwise.evaluate.calibrate.SubgroupAudit;

/** Answers and gaps by a column of the table. */
public record SubgroupSection(SubgroupAudit audit) implements Section {

    @Override
    public String id() {
        return "subgroups-" + Integer.toHexString(audit.column().hashCode());
    }

    @Override
    public String title() {
        return "By " + audit.column();
    }

    @Override
    public String lead() {
        List<String> unequal = audit.unequallyMissing();
        return "Is the model as good, and is as much known, for everyone? "
                + (unequal.isEmpty()
                        ? "No modality is missing more often in one group than in another, as far as these cases tell."
                        : "Missing unequally often: " + String.join(", ", unequal) + ".");
    }

    @Override
    public void body(Html out) {
        List<String> head = new ArrayList<>(List.of("Level", "Cases", "Patients", "AUROC", "Brier score", "ECE"));
        audit.groups().stream().limit(1).forEach(g -> g.absent().keySet().forEach(name -> head.add("No " + name)));
        head.add("Features present");
        Grid grid = new Grid("Means over labels, and what is missing", head);
        grid.open(out);
        for (SubgroupAudit.Group group : audit.groups()) {
            out.open("tr").leaf("th", group.level(), "scope", "row");
            Grid.number(out, Figures.count(group.cases()));
            Grid.number(out, Figures.count(group.patients()));
            for (Metric metric : List.of(Metric.AUROC, Metric.BRIER, Metric.ECE)) {
                Grid.estimate(out, group.means().getOrDefault(metric, Estimate.undefined(0)));
            }
            group.absent().values().forEach(share -> Grid.number(out, Figures.percent(share.value())));
            Grid.number(out, Figures.percent(group.features()));
            out.close();
        }
        grid.close(out);
    }
}
