package org.gapwise.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gapwise.core.DataException;
import org.gapwise.core.Progress;
import org.gapwise.data.SharedData;
import org.gapwise.data.dicom.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DICOM files where pictures are asked for. */
final class DicomPicturesTest {

    @TempDir
    Path folder;

    @Test
    void aDicomFileIsAPictureLikeAnyOther() throws Exception {
        List<ImageFile> files = List.of(
                picture("a.dcm", Written.grey(2, 2, 8, false, 0, 50, 100, 254).file()),
                picture("b.png", Pictures.bytes("png", java.awt.image.BufferedImage.TYPE_BYTE_GRAY, 2, 2, 1)));
        assertThat(files.get(0).container().width()).isEqualTo(2);
        try (ImageStore store = ImageStore.open(files, 2, folder.resolve("cache"), Progress.silent())) {
            assertThat(store.channels()).isEqualTo(1);
            assertThat(store.get(0).values()).containsExactly(0, 50, 100, (byte) 254);
        }
    }

    @Test
    void aDamagedOneIsNamedByRowAndPathAndNotByItsPatient() throws Exception {
        byte[] named = Written.grey(2, 2, 8, false, 1, 2, 3, 4)
                .text(0x00100010, "PN", "GRABOWSKI^ZUZANNA")
                .file();
        ImageFile file = picture("a.dcm", java.util.Arrays.copyOf(named, named.length - 1));
        DataException fault = catchThrowableOfType(DataException.class, () -> file.read(2));
        assertThat(fault).hasMessageContaining("row of a.dcm").hasMessageContaining("cut off");
        assertThat(fault.toString()).doesNotContain("GRABOWSKI");
    }

    @Test
    void aRadiographAndItsNegativeTwinAreShownAlikeUnlessTheyAreNot() throws Exception {
        Path files = SharedData.pack("dicom-samples").resolve("files");
        byte[] plain = new ImageFile(files.resolve("1.2.276.0.7230010.3.1.4.8323329.6904.1517875201.850819.dcm"), "")
                .read(64)
                .values();
        byte[] turned =
                new ImageFile(files.resolve("Fake_MONOHR1.dcm"), "").read(64).values();
        for (int i = 0; i < plain.length; i++) {
            // Scaling rounds, and rounds a half of either picture upwards.
            assertThat((plain[i] & 0xFF) + (turned[i] & 0xFF)).isBetween(255, 256);
        }
    }

    private ImageFile picture(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, bytes);
        return new ImageFile(file, "row of " + name);
    }
}
