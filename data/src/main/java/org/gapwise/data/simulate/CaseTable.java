package org.gapwise.data.simulate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Label;

/** The tables of studies: what a user would bring, and the truth behind it. */
final class CaseTable {

    /** Share of the missing cells written as NA; the others are empty. */
    private static final double SPELLED = 0.3;

    private final Hospital hospital;
    private final SimulationPlan plan;

    CaseTable(Hospital hospital, SimulationPlan plan) {
        this.hospital = hospital;
        this.plan = plan;
    }

    /** cases.csv. */
    String cases(List<Study> studies) {
        List<String> header = new ArrayList<>(List.of("study_id", "subject_id"));
        header.addAll(names());
        header.add("image_file");
        header.addAll(Finding.LABELS);
        StringBuilder out = new StringBuilder();
        row(out, header);
        for (Study study : studies) {
            row(out, observed(study));
        }
        return out.toString();
    }

    /**
     * truth.csv: the state, whether table and picture exist, the strength of each sign, and every value, also those
     * nobody measured.
     */
    String truth(List<Study> studies) {
        List<String> header = new ArrayList<>(List.of("study_id", "has_table", "has_image"));
        header.addAll(Finding.LABELS);
        hospital.signs().forEach(sign -> header.add(sign.look().column()));
        header.addAll(names());
        StringBuilder out = new StringBuilder();
        row(out, header);
        for (Study study : studies) {
            row(out, hidden(study));
        }
        return out.toString();
    }

    private List<String> observed(Study study) {
        SplittableRandom random = Seeds.of(plan.seed(), "spelling", study.number());
        List<String> cells = new ArrayList<>(List.of(study.id(), study.subject()));
        for (int i = 0; i < study.values().length; i++) {
            boolean there = study.hasTable() && study.measured()[i];
            cells.add(there ? cell(study, i) : random.nextDouble() < SPELLED ? "NA" : "");
        }
        cells.add(study.hasImage() ? study.imageFile() : "");
        for (String label : Finding.LABELS) {
            Label given = study.labels().get(label);
            cells.add(given == null ? "" : written(given));
        }
        return cells;
    }

    private List<String> hidden(Study study) {
        List<String> cells = new ArrayList<>();
        cells.add(study.id());
        cells.add(bit(study.hasTable()));
        cells.add(bit(study.hasImage()));
        for (boolean present : Finding.truth(study.state())) {
            cells.add(bit(present));
        }
        for (double strength : study.signs()) {
            cells.add(BigDecimal.valueOf(strength)
                    .setScale(9, RoundingMode.HALF_EVEN)
                    .toPlainString());
        }
        for (int i = 0; i < study.values().length; i++) {
            cells.add(cell(study, i));
        }
        return cells;
    }

    private List<String> names() {
        return hospital.columns().stream().map(c -> c.measurement().name()).toList();
    }

    private String cell(Study study, int column) {
        return hospital.columns().get(column).measurement().write(study.values()[column]);
    }

    private static String written(Label label) {
        return switch (label) {
            case POSITIVE -> "1";
            case NEGATIVE -> "0";
            case UNCERTAIN -> "-1";
        };
    }

    private static String bit(boolean value) {
        return value ? "1" : "0";
    }

    private static void row(StringBuilder out, List<String> cells) {
        out.append(String.join(",", cells)).append('\n');
    }
}
