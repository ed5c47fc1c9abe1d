package org.gapwise.data.mimic;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.data.clinical.Flow;
import org.gapwise.data.desk.Desk;
import org.gapwise.data.table.Findings;

/** Chooses which images become cases, and when each was taken. */
final class CaseSelection {

    private static final String METADATA = "metadata of MIMIC-CXR";

    /** hhmmss.fff without leading zeros, in millionths of a second; the clock is read from its decimal digits. */
    private static final String DIGITS = "CAST(round(try_cast(StudyTime AS DOUBLE) * 1000000) AS BIGINT)";

    private static final String CLOCK =
            "to_microseconds(((digits // 10000000000) * 3600 + (digits // 100000000 % 100) * 60"
                    + " + (digits // 1000000 % 100)) * 1000000 + digits % 1000000)";
    private static final String IS_CLOCK = "digits >= 0 AND digits < 240000000000 AND digits // 100000000 % 100 < 60"
            + " AND digits // 1000000 % 100 < 60";

    private final Job job;
    private final Desk desk;
    private final MimicPlan.Images rules;
    private final ImageTrees trees;

    private CaseSelection(Job job, ImageTrees trees) {
        this.job = job;
        this.desk = job.desk();
        this.rules = job.plan().images();
        this.trees = trees;
    }

    /** Makes the table {@code cases}. */
    static void run(Job job, ImageTrees trees) {
        CaseSelection selection = new CaseSelection(job, trees);
        selection.images();
        selection.parts();
        selection.candidates();
        selection.files();
        selection.cases();
        selection.mixed();
    }

    private void images() {
        desk.run("CREATE TABLE image AS WITH timed AS (SELECT *, " + DIGITS + " AS digits FROM metadata)"
                + " SELECT m.dicom_id, m.subject_id, m.study_id, coalesce(m.ViewPosition, '') AS view,"
                + " CASE WHEN " + IS_CLOCK + " THEN try_strptime(m.StudyDate, '%Y%m%d') + " + CLOCK + " END AS taken,"
                + " s.split, m.file_row_number + 1 AS row"
                + " FROM timed m LEFT JOIN (SELECT dicom_id, any_value(split) AS split FROM split GROUP BY dicom_id) s"
                + " USING (dicom_id)");
        Findings faults = new Findings();
        fault(faults, "taken IS NULL", "StudyDate and StudyTime are no time.");
        fault(faults, "dicom_id IS NULL OR subject_id IS NULL OR study_id IS NULL", "a key is blank.");
        fault(
                faults,
                "dicom_id IN (SELECT dicom_id FROM image GROUP BY dicom_id HAVING count(*) > 1)",
                "the image is listed twice.");
        fault(
                faults,
                "study_id IN (SELECT study_id FROM image GROUP BY study_id HAVING count(DISTINCT subject_id) > 1)",
                "the study belongs to more than one patient.");
        if (!faults.isEmpty()) {
            throw new DataException(faults.list());
        }
        job.step("Images in the metadata", "image");
    }

    private void fault(Findings faults, String condition, String what) {
        desk.each(
                "SELECT row FROM image WHERE " + condition + " ORDER BY row",
                row -> faults.add(
                        METADATA + ", " + what,
                        new Problem(what, METADATA + ", row " + row.get(0), "Fetch the file again.")));
    }

    private void parts() {
        List<String> parts = job.plan().split().official();
        long without = desk.count("SELECT count(*) FROM image WHERE split IS NULL");
        if (without > 0) {
            job.warn(
                    without + " images are not in the official split: left out.",
                    "split of MIMIC-CXR",
                    "Fetch split and metadata of the same version.");
        }
        long other = desk.count("SELECT count(*) FROM image WHERE split IS NOT NULL AND NOT list_contains("
                + Desk.texts(parts) + ", split)");
        desk.run("DELETE FROM image WHERE split IS NULL OR NOT list_contains(" + Desk.texts(parts) + ", split)");
        job.step(
                "Images of the official parts " + String.join(", ", parts),
                "image",
                new Flow.LeftOut("images of other parts", other),
                new Flow.LeftOut("images in no part", without));
    }

    private void candidates() {
        String kind = "CASE "
                + rules.views().stream()
                        .map(view -> "WHEN list_contains(" + Desk.texts(rules.positions(view)) + ", view) THEN "
                                + Desk.text(view))
                        .collect(Collectors.joining(" "))
                + " END";
        String rank = "coalesce(list_position(" + Desk.texts(rules.frontal()) + ", view), list_position("
                + Desk.texts(rules.lateral()) + ", view))";
        desk.run("CREATE TABLE candidate AS SELECT *, " + kind + " AS kind, " + rank + " AS rank,"
                + " 'files/p' || substr(CAST(subject_id AS VARCHAR), 1, 2) || '/p' || subject_id || '/s' || study_id"
                + " || '/' || dicom_id AS stem"
                + " FROM image WHERE " + kind + " IS NOT NULL");
        List<Flow.LeftOut> others = new ArrayList<>();
        desk.each(
                "SELECT CASE WHEN view = '' THEN 'no view given' ELSE 'view ' || view END, count(*) FROM image"
                        + " ANTI JOIN candidate USING (dicom_id) GROUP BY view ORDER BY count(*) DESC, view",
                row -> others.add(new Flow.LeftOut("images, " + row.get(0), Long.parseLong(row.get(1)))));
        job.step(
                "Images that are " + String.join(" or ", rules.views()),
                "candidate",
                others.toArray(Flow.LeftOut[]::new));
    }

    private void files() {
        if (rules.absent().equals("unchecked")) {
            job.warn(
                    "nobody looked whether the images' files exist.",
                    "images.absent = \"unchecked\"",
                    "`gapwise inspect` looks.");
            desk.run("CREATE TABLE located AS SELECT *, " + trees.path("0", "stem") + " AS path FROM candidate");
            return;
        }
        Findings faults = new Findings();
        List<long[]> found = new ArrayList<>();
        desk.each("SELECT row, stem FROM candidate ORDER BY row", row -> {
            OptionalInt tree = trees.holding(row.get(1));
            if (tree.isPresent()) {
                found.add(new long[] {Long.parseLong(row.get(0)), tree.getAsInt()});
            } else {
                faults.add(
                        METADATA,
                        new Problem(
                                "the image's file is not in the tree.",
                                METADATA + ", row " + row.get(0),
                                "Fetch it, or set images.absent = \"drop\" to go on without such images."));
            }
        });
        if (!faults.isEmpty() && rules.absent().equals("fault")) {
            throw new DataException(faults.list());
        }
        desk.run("CREATE TABLE found (row BIGINT, tree BIGINT)");
        desk.append("found", found);
        desk.run("CREATE TABLE located AS SELECT c.*, " + trees.path("f.tree", "c.stem")
                + " AS path FROM candidate c JOIN found f USING (row)");
        job.step(
                "Images whose file is there",
                "located",
                new Flow.LeftOut(
                        "images whose file is not in the tree",
                        desk.count("SELECT count(*) FROM candidate ANTI JOIN found USING (row)")));
    }

    private void cases() {
        if (rules.per().equals("image")) {
            desk.run("CREATE TABLE cases AS SELECT row_number() OVER (ORDER BY subject_id, taken, dicom_id) AS case_no,"
                    + " dicom_id AS case_id, subject_id, study_id, taken AS imaged, split, dicom_id AS image_dicom,"
                    + " path AS image_path FROM located ORDER BY case_no");
            job.step("Cases, one an image", "cases");
            return;
        }
        desk.run("CREATE TABLE picked AS SELECT study_id, kind, dicom_id, path FROM located QUALIFY row_number()"
                + " OVER (PARTITION BY study_id, kind ORDER BY rank, taken, dicom_id) = 1");
        String columns = rules.views().stream()
                .map(view ->
                        ", of_" + view + ".dicom_id AS " + view + "_dicom, of_" + view + ".path AS " + view + "_path")
                .collect(Collectors.joining());
        String joins = rules.views().stream()
                .map(view -> " LEFT JOIN (SELECT * FROM picked WHERE kind = '" + view + "') of_" + view
                        + " USING (study_id)")
                .collect(Collectors.joining());
        desk.run("CREATE TABLE cases AS SELECT row_number() OVER (ORDER BY subject_id, imaged, study_id) AS case_no,"
                + " CAST(study_id AS VARCHAR) AS case_id, subject_id, study_id, imaged, split" + columns
                + " FROM (SELECT study_id, any_value(subject_id) AS subject_id, min(taken) AS imaged,"
                + " any_value(split) AS split FROM image GROUP BY study_id)" + joins + " ORDER BY case_no");
        String first = rules.views().get(0);
        long without = desk.count("SELECT count(*) FROM cases WHERE " + first + "_path IS NULL");
        if (rules.required()) {
            desk.run("DELETE FROM cases WHERE " + first + "_path IS NULL");
            job.step(
                    "Cases, one a study with a " + first + " image",
                    "cases",
                    new Flow.LeftOut("studies without a " + first + " image", without));
        } else {
            job.step("Cases, one a study", "cases");
            job.warn(
                    without + " studies have no " + first + " image: they stay, without a picture.",
                    METADATA,
                    "images.required = true leaves them out.");
        }
    }

    /** The JPG of MIMIC-CXR-JPG are histogram-equalized, its DICOM are not. */
    private void mixed() {
        List<Long> counts = new ArrayList<>();
        for (String ending : rules.files()) {
            counts.add(job.kinds().stream()
                    .mapToLong(kind ->
                            desk.count("SELECT count(*) FROM cases WHERE " + kind + "_path LIKE '%." + ending + "'"))
                    .sum());
        }
        if (counts.stream().filter(count -> count > 0).count() > 1) {
            job.warn(
                    counts + " pictures of the cases are " + rules.files() + ": the two look different, since those of"
                            + " MIMIC-CXR-JPG are histogram-equalized.",
                    "images.files",
                    "Name one kind, or see to it that no target goes with the kind.");
        }
    }
}
