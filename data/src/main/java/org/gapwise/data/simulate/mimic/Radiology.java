package org.gapwise.data.simulate.mimic;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Label;
import org.gapwise.data.simulate.Visit;

/** The tables of MIMIC-CXR-JPG. */
final class Radiology {

    private static final int ROWS = 3056;
    private static final int COLUMNS = 2544;
    private static final String NO_FINDING = "No Finding";
    private static final String DEVICES = "Support Devices";

    private final Tree tree;
    private final MimicTreePlan plan;

    Radiology(Tree tree, MimicTreePlan plan) {
        this.tree = tree;
        this.plan = plan;
    }

    /** The images of a study, the first at the study's time. */
    List<Picture> pictures(Episode episode) {
        SplittableRandom random = episode.random(plan.seed(), "views");
        List<String> views = new ArrayList<>();
        boolean standing = random.nextDouble() < 0.5;
        if (episode.visit().hasImage()) {
            views.add(standing ? "PA" : "AP");
            if (random.nextDouble() < 0.15) {
                views.add("AP");
            }
            if (random.nextDouble() < 0.04) {
                views.add("");
            }
        }
        if (views.isEmpty() || standing) {
            views.add(random.nextInt(views.size() + 1), random.nextBoolean() ? "LATERAL" : "LL");
        }
        long subject = episode.person().subject();
        String folder = "files/p" + String.valueOf(subject).substring(0, 2) + "/p" + subject + "/s" + study(episode);
        List<Picture> pictures = new ArrayList<>();
        LocalDateTime time = episode.at();
        for (int i = 0; i < views.size(); i++) {
            String dicom = Ids.dicom(plan.seed(), episode.visit().number(), i);
            String path = folder + "/" + dicom + ".jpg";
            pictures.add(new Picture(
                    dicom, path, views.get(i), time, 8L * episode.visit().number() + i));
            time = time.plusNanos(random.nextInt(30_000, 300_000) * 1_000_000L);
        }
        return pictures;
    }

    void write(Episode episode, List<Picture> pictures, Truth truth) {
        long subject = episode.person().subject();
        String split = split(episode.person());
        for (Picture picture : pictures) {
            tree.row("split", picture.dicom(), study(episode), subject, split);
            tree.row(
                    "metadata",
                    picture.dicom(),
                    subject,
                    study(episode),
                    "CHEST (PA AND LAT)",
                    picture.view(),
                    plan.pictures() ? plan.cohort().imageSize() : ROWS,
                    plan.pictures() ? plan.cohort().imageSize() : COLUMNS,
                    picture.date(),
                    picture.clock(),
                    "CHEST (PA AND LAT)",
                    picture.viewMeaning(),
                    "Erect");
        }
        truth.put("study_id", study(episode));
        truth.put("subject_id", subject);
        truth.put("image_time", Stamp.of(episode.at()));
        truth.put("split", split);
        chosen(pictures).ifPresent(picture -> {
            truth.put("dicom_id", picture.dicom());
            truth.put("image_file", picture.path());
        });
        labels(episode, truth);
        report(episode, truth);
    }

    /** Some studies have none. What a report says is no text that could be learnt from. */
    private void report(Episode episode, Truth truth) {
        SplittableRandom random = episode.random(plan.seed(), "report");
        if (random.nextDouble() < 0.1) {
            return;
        }
        LocalDateTime written = episode.at().plusMinutes(random.nextInt(10, 300));
        long subject = episode.person().subject();
        truth.put("report", 1);
        tree.row(
                "radiology",
                subject + "-RR-" + episode.visit().number(),
                subject,
                episode.admission().isPresent() ? episode.hadm() : "",
                "RR",
                episode.visit().number(),
                Stamp.of(written),
                Stamp.of(written.plusMinutes(45)),
                "SIMULATED REPORT\n \nINDICATION: \"___\", cough\n \nIMPRESSION: nothing is said here.");
    }

    static long study(Episode episode) {
        return Ids.study(episode.visit().number());
    }

    /** PA before AP, then the earliest. */
    private static Optional<Picture> chosen(List<Picture> pictures) {
        return pictures.stream()
                .filter(Picture::isFrontal)
                .min(Comparator.comparing((Picture p) -> p.view().equals("PA") ? 0 : 1)
                        .thenComparing(Picture::time));
    }

    private void labels(Episode episode, Truth truth) {
        SplittableRandom random = episode.random(plan.seed(), "labels");
        if (random.nextDouble() < 0.01) {
            return;
        }
        Map<String, Label> labels = episode.visit().labels();
        List<Object> row = new ArrayList<>(List.of(episode.person().subject(), study(episode)));
        for (String name : Visit.labelNames()) {
            // The labelers write "No Finding" as 1 or not at all.
            Optional<Label> label =
                    Optional.ofNullable(labels.get(name)).filter(l -> !name.equals(NO_FINDING) || l == Label.POSITIVE);
            row.add(label.map(l -> written(l) + ".0").orElse(""));
            truth.put(name, label.map(Radiology::written).orElse(""));
        }
        boolean found = Visit.labelNames().stream()
                .anyMatch(name ->
                        !name.equals(NO_FINDING) && !name.equals(DEVICES) && labels.get(name) == Label.POSITIVE);
        if (found) {
            truth.put(NO_FINDING, 0);
        }
        tree.row("chexpert", row.toArray());
        tree.row("negbio", row.toArray());
    }

    private static String written(Label label) {
        return switch (label) {
            case POSITIVE -> "1";
            case NEGATIVE -> "0";
            case UNCERTAIN -> "-1";
        };
    }

    private String split(Episode.Person person) {
        int at = Seeds.of(plan.seed(), "mimic split", person.number()).nextInt(10);
        return at == 0 ? "validate" : at < 3 ? "test" : "train";
    }
}
