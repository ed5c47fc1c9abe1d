package org.gapwise.data.audit;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * One fault to plant into a clean simulated cohort whose column "part" says train, valid or test.
 *
 * @param column that the finding has to name; empty when it names rows only
 */
record Fault(String name, Kind kind, Severity severity, String column, Planting planting) {

    interface Planting {
        void into(Sheet sheet, Path images) throws IOException;
    }

    private static final String LABEL = "Lung Opacity";
    private static final String SUBJECT = "subject_id";

    static List<Fault> all() {
        return List.of(
                error("a patient in two parts", Kind.SHARED_PATIENT, "", Fault::share),
                error("a copied picture", Kind.SAME_PICTURE, "", Fault::copyPicture),
                error("a copied picture, compressed and brightened", Kind.SIMILAR_PICTURE, "", Fault::alterPicture),
                error("a key in capital letters", Kind.KEY_CASE, "", (s, i) -> rewrite(s, "p", "P")),
                error("a key without its zeros", Kind.KEY_PADDING, "", (s, i) -> rewrite(s, "p0+", "p")),
                error("the answer as a feature", Kind.TELLING_FEATURE, "crp", Fault::tell),
                error("measured only if ill", Kind.TELLING_GAP, "lactate", Fault::gap),
                error("a value from after the outcome", Kind.AFTER_OUTCOME, "bnp", (s, i) -> late(s, "bnp")),
                error("a value from after the picture", Kind.AFTER_IMAGE, "ldh", (s, i) -> late(s, "ldh")),
                error("-1 for not measured", Kind.SENTINEL, "heart_rate", (s, i) -> fill(s, "heart_rate", "-1")),
                error("999 for not measured", Kind.SENTINEL, "albumin", (s, i) -> fill(s, "albumin", "999")),
                error("0 for not measured", Kind.IMPOSSIBLE_ZERO, "systolic", (s, i) -> fill(s, "systolic", "0")),
                error("degrees Fahrenheit", Kind.UNIT_MIX, "temperature", (s, i) -> mix(s, "temperature", 1.8, 32)),
                error(
                        "an infinite value",
                        Kind.INFINITE,
                        "troponin",
                        (s, i) -> s.put(s.every(90, "troponin").get(1), "troponin", "inf")),
                error("mg/dL for mmol/L", Kind.UNIT_MIX, "calcium", (s, i) -> mix(s, "calcium", 4.0078, 0)),
                error("g/L for g/dL", Kind.UNIT_MIX, "hemoglobin", (s, i) -> mix(s, "hemoglobin", 10, 0)),
                error("a damaged picture", Kind.FAULT, "", Fault::damage),
                new Fault("a black picture", Kind.BLANK_PICTURE, Severity.WARNING, "", Fault::blacken),
                new Fault("an inverted picture", Kind.INVERTED_PICTURE, Severity.WARNING, "", Fault::invert),
                // The last, since the others change rows one by one.
                error("a copied row", Kind.TWIN_ROWS, "", Fault::copyRow));
    }

    private static Fault error(String name, Kind kind, String column, Planting planting) {
        return new Fault(name, kind, Severity.ERROR, column, planting);
    }

    /** Whether the patient of this row has an earlier one. */
    private static boolean again(Sheet s, int row) {
        return s.first(other -> s.cell(other, SUBJECT).equals(s.cell(row, SUBJECT))) < row;
    }

    private static void rewrite(Sheet s, String from, String to) {
        int row = s.take(i -> again(s, i));
        s.put(row, SUBJECT, s.cell(row, SUBJECT).replaceFirst(from, to));
    }

    private static void share(Sheet s, Path images) {
        int row = s.take(i -> again(s, i));
        s.put(row, "part", s.cell(row, "part").equals("test") ? "train" : "test");
    }

    private static int pictured(Sheet s, String part) {
        return s.take(i -> s.has(i, "image_file") && s.cell(i, "part").equals(part));
    }

    private static void copyPicture(Sheet s, Path images) throws IOException {
        Path from = images.resolve(s.cell(pictured(s, "train"), "image_file"));
        Files.copy(from, images.resolve("copy.png"));
        s.put(pictured(s, "test"), "image_file", "copy.png");
    }

    private static void alterPicture(Sheet s, Path images) throws IOException {
        BufferedImage from = read(images, s.cell(pictured(s, "train"), "image_file"));
        BufferedImage to = new BufferedImage(44, 44, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = to.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(from, 0, 0, 44, 44, null);
        graphics.dispose();
        each(to, value -> Math.min(255, value * 9 / 10 + 20));
        ImageIO.write(to, "jpg", images.resolve("copy.jpg").toFile());
        s.put(pictured(s, "test"), "image_file", "copy.jpg");
    }

    private static void copyRow(Sheet s, Path images) {
        int from = s.take(i -> s.cell(i, "part").equals("train") && s.has(i, "crp") && s.has(i, "albumin"));
        int to = s.take(i -> s.cell(i, "part").equals("test"));
        for (String column : s.between(SUBJECT, "image_file")) {
            s.put(to, column, s.cell(from, column));
        }
    }

    private static void tell(Sheet s, Path images) {
        for (int i = 0; i < s.size(); i++) {
            if (s.has(i, "crp") && s.has(i, LABEL)) {
                s.put(
                        i,
                        "crp",
                        s.cell(i, LABEL).equals("1") ? String.valueOf(60 + i % 40) : String.valueOf(2 + i % 40));
            }
        }
    }

    private static void gap(Sheet s, Path images) {
        for (int i = 0; i < s.size(); i++) {
            s.put(i, "lactate", s.cell(i, LABEL).equals("1") ? String.valueOf(1 + i % 7 / 10.0) : "");
        }
    }

    private static void late(Sheet s, String column) {
        s.add(column + "_time");
        for (int i = 0; i < s.size(); i++) {
            if (s.has(i, column)) {
                s.put(i, column + "_time", "2150-03-0" + (i % 50 == 7 ? "4" : "1") + " 11:20:00");
            }
        }
    }

    private static void fill(Sheet s, String column, String code) {
        for (int i = 0; i < s.size(); i++) {
            if (!s.has(i, column)) {
                s.put(i, column, code);
            }
        }
    }

    private static void mix(Sheet s, String column, double factor, double offset) {
        s.every(8, column)
                .forEach(i ->
                        s.put(i, column, String.format(Locale.ROOT, "%.1f", factor * s.number(i, column) + offset)));
    }

    private static void damage(Sheet s, Path images) throws IOException {
        Files.writeString(images.resolve("bad.png"), "no picture");
        s.put(pictured(s, "train"), "image_file", "bad.png");
    }

    private static void blacken(Sheet s, Path images) throws IOException {
        BufferedImage black = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
        ImageIO.write(black, "png", images.resolve("black.png").toFile());
        s.put(pictured(s, "train"), "image_file", "black.png");
    }

    private static void invert(Sheet s, Path images) throws IOException {
        BufferedImage image = read(images, s.cell(pictured(s, "train"), "image_file"));
        each(image, value -> 255 - value);
        ImageIO.write(image, "png", images.resolve("negative.png").toFile());
        s.put(pictured(s, "train"), "image_file", "negative.png");
    }

    private static BufferedImage read(Path images, String name) throws IOException {
        return ImageIO.read(images.resolve(name).toFile());
    }

    private interface Grey {
        int of(int value);
    }

    private static void each(BufferedImage image, Grey grey) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.getRaster().setSample(x, y, 0, grey.of(image.getRaster().getSample(x, y, 0)));
            }
        }
    }
}
