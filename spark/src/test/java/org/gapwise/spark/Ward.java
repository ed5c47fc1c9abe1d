package org.gapwise.spark;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.gapwise.core.Progress;
import org.gapwise.core.Seeds;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.data.table.TableCohort;
import org.gapwise.train.Plan;
import org.gapwise.train.Trainer;

/** A small table with pictures: a bright middle and a higher lactate mean septic. Parts of both are missing. */
final class Ward {

    /** A training of seconds, whose batches two ranks cannot share evenly. */
    static final Plan PLAN = Plan.preset("quick")
            .with(List.of(
                    "vision.image_size=16",
                    "model.width=16",
                    "model.heads=2",
                    "model.feed_forward=32",
                    "model.table_depth=1",
                    "train.encoder_rate=0",
                    "train.epochs=3",
                    "train.batch=15"));

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

    private Ward() {}

    /** Writes schema.toml, cases.csv and pictures. */
    static Path write(Path folder, int cases) throws IOException {
        Files.createDirectories(folder.resolve("pictures"));
        List<String> lines = new ArrayList<>(List.of("study,patient,age,lactate,sex,image_file,septic"));
        for (int i = 0; i < cases; i++) {
            SplittableRandom random = Seeds.of(3, "ward", i);
            boolean septic = random.nextBoolean();
            String lactate = random.nextDouble() < 0.3
                    ? "NA"
                    : String.valueOf(Math.round(10 * ((septic ? 2.5 : 1) + 2 * random.nextDouble())) / 10.0);
            String picture = "";
            if (random.nextDouble() < 0.6) {
                picture = "p" + i + ".png";
                picture(folder.resolve("pictures").resolve(picture), septic, random);
            }
            String age = random.nextDouble() < 0.2 ? "" : String.valueOf(20 + random.nextInt(60));
            String sex = List.of("F", "M", "").get(random.nextInt(3));
            lines.add("\"s\n" + i + "\",p" + i / 2 + "," + age + "," + lactate + "," + sex + "," + picture + ","
                    + (septic ? 1 : 0));
        }
        Files.write(folder.resolve("cases.csv"), lines);
        Files.writeString(folder.resolve("schema.toml"), SCHEMA);
        return folder.resolve("cases.csv");
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

    /** Trains in this process, alone. */
    static Bundle train(Path folder, String out) {
        return train(folder, out, PLAN);
    }

    static Bundle train(Path folder, String out, Plan plan) {
        TableCohort cohort = TableCohort.open(folder.resolve("schema.toml"));
        return new Trainer(plan, Progress.silent()).train(cohort, folder.resolve(out));
    }
}
