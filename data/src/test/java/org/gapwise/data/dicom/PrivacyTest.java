package org.gapwise.data.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.gapwise.core.Seeds;
import org.gapwise.data.codec.PixelFault;
import org.junit.jupiter.api.Test;

/** A name, wherever it stands, is never repeated. */
final class PrivacyTest {

    private static final String NAME = "GRABOWSKI^ZUZANNA";
    private static final List<String> PARTS = List.of("GRABOWSKI", "ZUZANNA");
    private static final List<Integer> TEXTS = List.of(
            Tags.MODALITY,
            Tags.BODY_PART,
            Tags.VIEW_POSITION,
            Tags.PHOTOMETRIC,
            Tags.FRAMES,
            Tags.WINDOW_CENTER,
            Tags.WINDOW_WIDTH,
            Tags.WINDOW_FUNCTION,
            Tags.RESCALE_SLOPE,
            Tags.RESCALE_INTERCEPT,
            Tags.PIXELS,
            Tags.ROWS,
            Tags.WINDOW_TABLE);

    @Test
    void aNameInAnyFieldIsNotRepeated() {
        for (int tag : TEXTS) {
            assertThat(said(planted().text(tag, "LO", NAME).file()))
                    .as(Tags.text(tag))
                    .doesNotContain(PARTS);
        }
        assertThat(said(new Written(NAME).text(0x00100010, "PN", NAME).file())).contains("not one of DICOM's own");
    }

    @Test
    void aNameInADamagedFileIsNotRepeated() {
        byte[] whole = planted().file();
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            SplittableRandom random = Seeds.of(i, "planted name");
            byte[] bytes = whole.clone();
            bytes[132 + random.nextInt(bytes.length - 132)] = (byte) random.nextInt(256);
            String said = said(bytes);
            assertThat(said).doesNotContain(PARTS);
            refused += said.startsWith("refused") ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(100);
    }

    private static Written planted() {
        return Written.grey(2, 2, 12, false, 1, 2, 3, 4)
                .text(Tags.MODALITY, "CS", "CR")
                .text(Tags.WINDOW_CENTER, "DS", "2")
                .text(Tags.WINDOW_WIDTH, "DS", "4")
                .text(0x00100010, "PN", NAME)
                .text(0x00100020, "LO", NAME)
                .text(0x00104000, "LT", NAME);
    }

    private static String said(byte[] bytes) {
        try {
            DicomFile file = DicomFile.of(bytes);
            String facts = file.facts().toString();
            file.picture();
            return facts;
        } catch (PixelFault e) {
            return "refused " + e.what() + e.fix() + e;
        }
    }
}
