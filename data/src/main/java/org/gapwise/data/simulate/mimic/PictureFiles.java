package org.gapwise.data.simulate.mimic;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.gapwise.core.Seeds;
import org.gapwise.data.simulate.Visit;

/** The pictures: each as JPG in one tree, and a share of them as DICOM, too, in another. */
final class PictureFiles {

    private static final double NEGATIVES = 0.2;

    /** That of MIMIC-CXR-JPG. */
    private static final float QUALITY = 0.95F;

    private final Tree tree;
    private final MimicTreePlan plan;
    private final Optional<CsvFile> records;

    PictureFiles(Tree tree, MimicTreePlan plan) throws IOException {
        this.tree = tree;
        this.plan = plan;
        this.records = plan.dicom() > 0
                ? Optional.of(tree.file(Tree.DICOM + "/cxr-record-list.csv.gz", "subject_id,study_id,dicom_id,path"))
                : Optional.empty();
    }

    /** Notes a picture in the lists; in the order in which the rows are to stand. */
    void list(Episode episode, Picture picture) {
        records.filter(list -> isDicom(picture))
                .ifPresent(list -> list.row(
                        episode.person().subject(), Radiology.study(episode), picture.dicom(), picture.dicomPath()));
    }

    /** Draws it; a side view shows no sign: the simulator knows nothing of it. */
    void write(Episode episode, Picture picture) {
        int size = plan.cohort().imageSize();
        Visit.Signs signs = episode.visit().signs();
        byte[] pixels = (picture.isFrontal() ? signs : signs.quiet()).pixels(size, plan.seed(), picture.seed());
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, size, size, pixels);
        Path jpg = tree.path(Tree.CXR, picture.path());
        Path dcm = tree.path(Tree.DICOM, picture.dicomPath());
        try {
            Files.createDirectories(jpg.resolveSibling(""));
            compressed(image, jpg);
            if (isDicom(picture)) {
                Files.createDirectories(dcm.resolveSibling(""));
                DicomPicture file = new DicomPicture(episode, picture, size, isNegative(picture));
                Files.write(dcm, file.file(pixels, plan.seed()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + jpg, e);
        }
    }

    private static void compressed(BufferedImage image, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
    }

    private boolean isDicom(Picture picture) {
        return random("dicom", picture).nextDouble() < plan.dicom();
    }

    private boolean isNegative(Picture picture) {
        return random("negative", picture).nextDouble() < NEGATIVES;
    }

    private SplittableRandom random(String purpose, Picture picture) {
        return Seeds.of(plan.seed(), "mimic " + purpose, picture.seed());
    }
}
