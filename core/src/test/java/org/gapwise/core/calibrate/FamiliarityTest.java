package org.gapwise.core.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.gapwise.core.BundleException;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.file.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** pictures.json as it was, as it is, and damaged. */
final class FamiliarityTest {

    private static final String UNLIKE = "frontal looks unlike the pictures that the model was calibrated on";
    private static final Pixels UPRIGHT = picture(0);
    private static final Pixels ON_ITS_HEAD = picture(7);

    @TempDir
    Path folder;

    /** Dark but for one row of the grid. */
    private static Pixels picture(int bright) {
        byte[] values = new byte[PictureTraits.LAYOUT];
        for (int column = 0; column < PictureTraits.GRID; column++) {
            values[bright * PictureTraits.GRID + column] = 100;
        }
        return new Pixels(1, PictureTraits.GRID, PictureTraits.GRID, values);
    }

    /** Whose layout is that of the upright picture. */
    private static String json(String turns) {
        double[] means = PictureTraits.of(UPRIGHT);
        return """
                {"version": 1, "side": 8, "modalities": [{"modality": "frontal", "pictures": 200,
                 "means": %s, "spreads": %s, "layoutLimit": 1, "lookLimit": 3%s}]}""".formatted(Json.line(means), Json.line(Collections.nCopies(PictureTraits.ALL, 1.0)), turns);
    }

    private KnownPictures read(String turns) throws IOException {
        Files.writeString(folder.resolve(Familiarity.FILE), json(turns));
        return Familiarity.of(new Bundle(folder, Json.object()))
                .orElseThrow()
                .modalities()
                .get(0);
    }

    @Test
    void aFileFromBeforeThereWereTurnsDoubtsAsItDid() throws IOException {
        KnownPictures known = read("");
        assertThat(known.turns()).isEqualTo(Turns.NONE);
        assertThat(known.doubt(UPRIGHT)).isEmpty();
        assertThat(known.doubt(ON_ITS_HEAD)).contains(UNLIKE);
    }

    @Test
    void aTurnedPictureIsToldAndHow() throws IOException {
        KnownPictures known = read(", \"turns\": {\"told\": [\"LEFT\", \"UPSIDE_DOWN\"], \"limit\": 0.5}");
        assertThat(known.doubt(UPRIGHT)).isEmpty();
        assertThat(known.doubt(ON_ITS_HEAD))
                .contains("frontal looks as if it were turned upside down; check it, and if so ask again with"
                        + " the picture set right");
        assertThat(known.with(new Turns(List.of(Turn.LEFT), 0.5)).doubt(ON_ITS_HEAD))
                .as("a turn that is not told")
                .contains(UNLIKE);
        assertThat(known.with(new Turns(known.turns().told(), 100)).doubt(ON_ITS_HEAD))
                .as("within the limit")
                .contains(UNLIKE);
        assertThat(Json.bind(Json.parse(Json.text(known)), KnownPictures.class)).isEqualTo(known);
    }

    @Test
    void whatFitsInNoWayLooksUnlikeAndNotTurned() throws IOException {
        KnownPictures known = read(", \"turns\": {\"told\": [\"UPSIDE_DOWN\"], \"limit\": 0.5}");
        byte[] values = ON_ITS_HEAD.values().clone();
        for (int row = 1; row < 6; row++) {
            values[row * PictureTraits.GRID + 3] = (byte) 250;
        }
        Pixels strange = new Pixels(1, PictureTraits.GRID, PictureTraits.GRID, values);
        double[] traits = PictureTraits.of(strange);
        assertThat(known.gain(traits)).as("fits better upside down").isGreaterThan(0.5);
        assertThat(known.doubt(strange)).contains(UNLIKE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"told\": [\"SIDEWAYS\"], \"limit\": 1}",
                "{\"told\": [1], \"limit\": 1}",
                "{\"told\": [null], \"limit\": 1}",
                "{\"told\": [\"LEFT\", \"LEFT\"], \"limit\": 1}",
                "{\"told\": [\"LEFT\"], \"limit\": -1}",
                "{\"told\": [\"LEFT\"], \"limit\": \"NaN\"}",
                "{\"told\": [\"LEFT\"], \"limit\": \"Infinity\"}",
                "{\"told\": [\"LEFT\"], \"limit\": null}",
                "{\"told\": [\"LEFT\"]}",
                "{\"limit\": 1}",
                "{\"told\": [\"LEFT\"], \"limit\": 1, \"angle\": 45}",
                "7",
            })
    void damagedTurnsAreABundlesFault(String turns) {
        assertThatThrownBy(() -> read(", \"turns\": " + turns))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(Familiarity.FILE)
                .hasMessageContaining("it cannot be read: ")
                .hasMessageContaining("calibrate again");
    }
}
