package org.gapwise.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.gapwise.core.Seeds;

/** A small table with pictures: a bright middle and a higher lactate mean septic. Parts of both are missing. */
final class SmallData {

    static final String HEADER = "study,patient,age,lactate,sex,image_file,septic";

    private static final int CASES = 80;
    private static final int SIDE = 16;
    private static final String SCHEMA = """
            version = 1
            table = "cases.csv"
            case = "study"
            group = "patient"

            [[modality]]
            name = "clinical"
            kind = "table"
            features = [
              { name = "age", kind = "numeric", unit = "year", range = [0, 120] },
              { name = "lactate", kind = "numeric", unit = "mmol/L" },
              { name = "sex", kind = "categorical", levels = ["F", "M"] },
            ]

            [[modality]]
            name = "frontal"
            kind = "image"
            column = "image_file"
            root = "pictures"

            [[target]]
            name = "septic"
            """;

    private SmallData() {}

    /** Writes schema.toml, cases.csv and pictures, and gives the lines of the table. */
    static List<String> write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("pictures"));
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (int i = 0; i < CASES; i++) {
            SplittableRandom random = Seeds.of(3, "small data", i);
            boolean septic = random.nextBoolean();
            String lactate = random.nextDouble() < 0.3
                    ? "NA"
                    : String.valueOf(Math.round(10 * ((septic ? 2.5 : 1) + 2 * random.nextDouble())) / 10.0);
            String picture = "";
            if (random.nextDouble() < 0.7) {
                picture = "p" + i + ".png";
                picture(folder.resolve("pictures").resolve(picture), septic, random);
            }
            String sex = List.of("F", "M", "").get(random.nextInt(3));
            lines.add("s" + i + ",p" + i / 2 + "," + (20 + random.nextInt(60)) + "," + lactate + "," + sex + ","
                    + picture + "," + (septic ? 1 : 0));
        }
        Files.write(folder.resolve("cases.csv"), lines);
        Files.writeString(folder.resolve("schema.toml"), SCHEMA);
        return lines;
    }

    private static void picture(Path file, boolean bright, SplittableRandom random) throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                boolean middle = Math.abs(x - SIDE / 2) < SIDE / 4 && Math.abs(y - SIDE / 2) < SIDE / 4;
                image.getRaster().setSample(x, y, 0, random.nextInt(60) + (bright && middle ? 150 : 60));
            }
        }
        ImageIO.write(image, "png", file.toFile());
    }

    /** Arguments of a training that takes seconds. */
    static List<String> training(int epochs, String out) {
        return List.of(
                "train",
                "schema.toml",
                "--preset=quick",
                "--set=train.epochs=" + epochs,
                "--set=train.batch=16",
                "--set=vision.image_size=16",
                "--set=model.width=16",
                "--set=model.heads=2",
                "--set=model.feed_forward=32",
                "--out=" + out);
    }
}
