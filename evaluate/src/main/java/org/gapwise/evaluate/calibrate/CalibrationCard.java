package org.gapwise.evaluate.calibrate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.calibrate.Calibration;
import org.gapwise.core.calibrate.LabelCalibration;
import org.gapwise.core.calibrate.OperatingPoint;
import org.gapwise.core.calibrate.Share;
import org.gapwise.core.metrics.Estimate;
import org.gapwise.core.metrics.Metric;

/**
 * What a calibration adds to MODEL_CARD.md, with the items of TRIPOD+AI (Collins et al. 2024) and CLAIM (Tejani et al.
 * 2024) that it can fill in, and those that need a human.
 */
public record CalibrationCard(Calibrating.Result result, List<SubgroupAudit> audits) {

    private static final String BEGIN = "<!-- calibration -->\n";
    private static final String END = "<!-- end of calibration -->\n";
    private static final String HUMAN = "needs a human";

    public CalibrationCard {
        audits = List.copyOf(audits);
    }

    /** The card with this part new, or in place of an earlier one. */
    public String in(String card) {
        int from = card.indexOf(BEGIN);
        int to = card.indexOf(END);
        String before = from < 0 ? card + "\n" : card.substring(0, from);
        String after = from < 0 || to < 0 ? "" : card.substring(to + END.length());
        return before + BEGIN + text() + END + after;
    }

    private String text() {
        Calibration calibration = result.calibration();
        StringBuilder out = new StringBuilder("## Calibration and decisions\n\n");
        out.append(String.format(
                Locale.ROOT,
                "Learned on %d cases of %d patients (%s). ECE and Brier score are cross-validated by patient, before and"
                        + " after. Prediction sets hold the truth in %.0f %% of the cases.%n%n",
                calibration.cases(),
                calibration.groups(),
                calibration.part(),
                100 * calibration.coverage()));
        out.append("| target | map | ECE | Brier | flagged from | sensitivity | specificity | PPV | NPV |\n");
        out.append("|---|---|---|---|---|---|---|---|---|\n");
        calibration.labels().forEach(label -> out.append(row(label)));
        calibration.labels().stream()
                .map(l -> l.operating().rule())
                .distinct()
                .forEach(rule -> out.append("\nThreshold: ").append(rule).append(", on the same cases.\n"));
        audits.forEach(audit -> out.append(text(audit)));
        return out.append(checklist(calibration)).toString();
    }

    private String row(LabelCalibration label) {
        Optional<CalibrationCheck> all = result.checks().stream()
                .filter(c -> c.target().equals(label.target()) && c.present().equals(CalibrationCheck.ALL))
                .findFirst();
        Map<String, Share> shares = label.operating().shares();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %.3f | %s | %s | %s | %s |%n",
                label.target(),
                label.method(),
                all.map(c -> change(c.before().ece(), c.after().ece())).orElse(""),
                all.map(c -> change(c.before().brier(), c.after().brier())).orElse(""),
                label.operating().threshold(),
                share(shares, OperatingPoint.SENSITIVITY),
                share(shares, OperatingPoint.SPECIFICITY),
                share(shares, OperatingPoint.PPV),
                share(shares, OperatingPoint.NPV));
    }

    private static String change(double before, double after) {
        return String.format(Locale.ROOT, "%.3f to %.3f", before, after);
    }

    private static String share(Map<String, Share> shares, String name) {
        Share share = shares.get(name);
        return share == null
                ? "n/a"
                : String.format(Locale.ROOT, "%.2f (%.2f-%.2f)", share.value(), share.low(), share.high());
    }

    private static String text(SubgroupAudit audit) {
        StringBuilder out = new StringBuilder("\n### By " + audit.column() + "\n\n");
        out.append("| level | cases | patients | AUROC | Brier | ECE | absent |\n|---|---|---|---|---|---|---|\n");
        for (SubgroupAudit.Group group : audit.groups()) {
            StringBuilder absent = new StringBuilder();
            group.absent().forEach((modality, share) -> absent.append(absent.isEmpty() ? "" : ", ")
                    .append(String.format(Locale.ROOT, "%s %.0f %%", modality, 100 * share.value())));
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %s | %s | %s | %s |%n",
                    group.level(),
                    group.cases(),
                    group.patients(),
                    figure(group, Metric.AUROC),
                    figure(group, Metric.BRIER),
                    figure(group, Metric.ECE),
                    absent));
        }
        List<String> unequal = audit.unequallyMissing();
        String verdict = unequal.isEmpty()
                ? "No modality is missing more often in one group than in another, as far as these cases tell."
                : "Missing unequally often: " + String.join(", ", unequal) + ".";
        return out.append('\n').append(verdict).append('\n').toString();
    }

    private static String figure(SubgroupAudit.Group group, Metric metric) {
        return group.means().getOrDefault(metric, Estimate.undefined(0)).toString();
    }

    private String checklist(Calibration calibration) {
        String audited = audits.isEmpty()
                ? HUMAN + ": calibrate with --by COLUMN"
                : "by "
                        + String.join(
                                ", ", audits.stream().map(SubgroupAudit::column).toList());
        StringBuilder out = new StringBuilder("\n### For TRIPOD+AI and CLAIM\n\n| item | |\n|---|---|\n");
        item(out, "calibration", "by label and by modalities present, above");
        item(out, "missing data", "nothing is imputed; absent inputs are left out of the computation");
        item(out, "thresholds and their consequences", "above, on " + calibration.cases() + " cases");
        item(out, "uncertainty", "prediction sets, intervals by patient");
        item(out, "fairness", audited);
        for (String item : List.of(
                "intended use and users",
                "source of the data and eligibility",
                "how the reference standard was made",
                "external validation",
                "ethics, funding, conflicts of interest",
                "who watches the model in use")) {
            item(out, item, HUMAN);
        }
        return out.toString();
    }

    private static void item(StringBuilder out, String name, String said) {
        out.append("| ").append(name).append(" | ").append(said).append(" |\n");
    }
}
