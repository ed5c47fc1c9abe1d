package org.gapwise.data.simulate.mimic;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Laboratory events. The simulator's value is the last one that was drawn and filed before the image. Around it lie
 * those that must not win: older, later, filed late or never, without a number, impossible, in an unknown unit.
 */
final class LabRows {

    /** Tests that no feature is made of, for bulk. */
    private static final List<Filler> FILLERS = List.of(
            new Filler(51277, "RDW", "%"),
            new Filler(51250, "MCV", "fL"),
            new Filler(51248, "MCH", "pg"),
            new Filler(51249, "MCHC", "g/dL"),
            new Filler(51279, "Red Blood Cells", "m/uL"),
            new Filler(51146, "Basophils", "%"),
            new Filler(51254, "Monocytes", "%"),
            new Filler(51200, "Eosinophils", "%"),
            new Filler(51256, "Neutrophils", "%"),
            new Filler(51244, "Lymphocytes", "%"),
            new Filler(50868, "Anion Gap", "mEq/L"),
            new Filler(50902, "Chloride", "mEq/L"));

    private static final double WANTED_FILLER = 0.2;
    private static final int HOUR = 60;

    private final Tree tree;
    private final MimicTreePlan plan;
    private long id;

    LabRows(Tree tree, MimicTreePlan plan) {
        this.tree = tree;
        this.plan = plan;
        LabTest.ALL.forEach(lab -> tree.row("d_labitems", lab.item(), lab.label(), "Blood", lab.category()));
        FILLERS.forEach(filler -> tree.row("d_labitems", filler.item(), filler.label(), "Blood", "Hematology"));
    }

    private record Filler(int item, String label, String unit) {}

    /** A row without what is the same for all rows of an episode. */
    private record Event(int item, LocalDateTime drawn, String filed, String value, String number, String unit) {

        static Event of(LabTest lab, LocalDateTime drawn, LocalDateTime filed, BigDecimal value) {
            String text = value.toPlainString();
            return new Event(lab.item(), drawn, Stamp.of(filed), text, text, lab.unit());
        }
    }

    void write(Episode episode, Truth truth) {
        for (LabTest lab : LabTest.ALL) {
            SplittableRandom random = episode.random(plan.seed(), "lab " + lab.name());
            String cell = episode.visit().cells().get(lab.column());
            if (cell == null) {
                stale(episode, lab, random);
            } else {
                timely(episode, lab, lab.value(cell), random, truth);
            }
            if (random.nextDouble() < 0.3) {
                LocalDateTime later = episode.at().plusMinutes(random.nextInt(5, 10 * HOUR));
                write(episode, Event.of(lab, later, later.plusMinutes(40), BigDecimal.valueOf(7)));
            }
        }
        fill(episode);
    }

    /** Drawn too long ago. */
    private void stale(Episode episode, LabTest lab, SplittableRandom random) {
        if (random.nextDouble() < 0.3) {
            LocalDateTime drawn = episode.at().minusMinutes(random.nextInt(60 * HOUR, 100 * HOUR));
            write(episode, Event.of(lab, drawn, drawn.plusMinutes(50), BigDecimal.valueOf(6)));
        }
    }

    private void timely(Episode episode, LabTest lab, BigDecimal value, SplittableRandom random, Truth truth) {
        LocalDateTime at = episode.at();
        LocalDateTime drawn = at.minusMinutes(random.nextInt(90, 20 * HOUR));
        LocalDateTime filed = drawn.plusMinutes(random.nextInt(10, 80));
        truth.put(lab.name(), value, drawn);
        if (random.nextDouble() < 0.3) {
            LocalDateTime older = drawn.minusMinutes(random.nextInt(HOUR, 10 * HOUR));
            write(episode, Event.of(lab, older, older.plusMinutes(200), BigDecimal.valueOf(5)));
        }
        if (random.nextDouble() < 0.1) {
            write(episode, Event.of(lab, drawn, filed.minusMinutes(5), BigDecimal.valueOf(4)));
        }
        boolean other = random.nextDouble() < 0.1;
        String text = (other ? lab.inOther(value) : value).toPlainString();
        write(episode, new Event(lab.item(), drawn, Stamp.of(filed), text, text, other ? lab.other() : lab.unit()));
        traps(episode, lab, drawn, random);
    }

    private void traps(Episode episode, LabTest lab, LocalDateTime drawn, SplittableRandom random) {
        LocalDateTime at = episode.at();
        String known = Stamp.of(at.minusMinutes(1));
        if (random.nextDouble() < 0.2) {
            write(episode, Event.of(lab, at.minusMinutes(5), at.plusMinutes(30), BigDecimal.valueOf(3)));
        }
        if (random.nextDouble() < 0.1) {
            write(episode, new Event(lab.item(), at.minusMinutes(3), "", "8", "8", lab.unit()));
        }
        LocalDateTime between = drawn.plusMinutes(8);
        if (random.nextDouble() < 0.1) {
            write(episode, new Event(lab.item(), between, known, "HEMOLYZED, NOT DONE", "", lab.unit()));
        }
        if (random.nextDouble() < 0.05) {
            write(episode, new Event(lab.item(), between, known, "999999", "999999", lab.unit()));
        }
        if (random.nextDouble() < 0.05) {
            write(episode, new Event(lab.item(), between, known, "9", "9", "arb. units"));
        }
    }

    /** Rows for bulk; those of tests that matter were drawn after the image. */
    private void fill(Episode episode) {
        SplittableRandom random = episode.random(plan.seed(), "filler");
        for (int i = 0; i < plan.fillersPerStudy(); i++) {
            if (random.nextDouble() < WANTED_FILLER) {
                LabTest lab = LabTest.ALL.get(random.nextInt(LabTest.ALL.size()));
                LocalDateTime drawn = episode.at().plusMinutes(random.nextInt(1, 5 * 24 * HOUR));
                write(episode, Event.of(lab, drawn, drawn.plusMinutes(45), BigDecimal.valueOf(2)));
            } else {
                Filler filler = FILLERS.get(random.nextInt(FILLERS.size()));
                LocalDateTime drawn = episode.at().minusMinutes(random.nextInt(-5 * 24 * HOUR, 30 * 24 * HOUR));
                String text = random.nextInt(900) / 10 + "." + random.nextInt(10);
                String filed = Stamp.of(drawn.plusMinutes(55));
                write(episode, new Event(filler.item(), drawn, filed, text, text, filler.unit()));
            }
        }
    }

    private void write(Episode episode, Event event) {
        id++;
        boolean during = episode.admission()
                .filter(a -> !event.drawn().isBefore(a.from()) && !event.drawn().isAfter(a.to()))
                .isPresent();
        tree.row(
                "labevents",
                id,
                episode.person().subject(),
                during ? episode.hadm() : "",
                20_000_000 + id,
                event.item(),
                "",
                Stamp.of(event.drawn()),
                event.filed(),
                event.value(),
                event.number(),
                event.unit(),
                "",
                "",
                "",
                "ROUTINE",
                "");
    }
}
