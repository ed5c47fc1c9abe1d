package org.gapwise.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.Progress;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.image.StoredCohort;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An empty cell is a case without a picture; anything else that gives no picture is a fault. */
final class ImagePathsTest {

    private static final List<String> HOSTILE = List.of(
            "../secret.png",
            "a/../../secret.png",
            "./../secret.png",
            "..",
            "/etc/passwd",
            "//server/share/x.png",
            "\\\\server\\share\\x.png",
            "..\\secret.png",
            "a\\b.png",
            "C:/secret.png",
            "C:secret.png",
            "file:///etc/passwd",
            "http://127.0.0.1/x.png",
            "jar:file:x!/y",
            "%2e%2e/secret.png",
            "..%2fsecret.png",
            "link.png",
            "linked/secret.png",
            "folder",
            "./",
            "a.png/",
            "a.png/x",
            "nul\u0001byte.png",
            "tab\tx.png",
            "~/secret.png",
            "x".repeat(5000),
            "x/".repeat(600),
            "．．/secret.png");

    @TempDir
    Path folder;

    private Path images;

    @BeforeEach
    void pictures() throws IOException {
        images = folder.resolve("data/images");
        Files.createDirectories(images.resolve("folder"));
        Files.createDirectories(folder.resolve("outside"));
        picture(images.resolve("a.png"));
        picture(folder.resolve("data/secret.png"));
        picture(folder.resolve("outside/secret.png"));
        Files.createSymbolicLink(images.resolve("link.png"), folder.resolve("outside/secret.png"));
        Files.createSymbolicLink(images.resolve("linked"), folder.resolve("outside"));
    }

    @Test
    void noPathLeavesTheImageFolder() throws IOException {
        for (String path : HOSTILE) {
            List<Problem> problems = faults("images", "id,image,sick\na,a.png,1\nb,\"" + path + "\",0\n");
            assertThat(problems).as(path).hasSize(1);
            assertThat(problems.get(0).where()).as(path).endsWith("row 2 (line 3), column \"image\"");
        }
    }

    @Test
    void aMistypedFolderIsOneMessageWithASuggestion() throws IOException {
        StringBuilder text = new StringBuilder("id,image,sick\n");
        for (int i = 0; i < 5000; i++) {
            text.append(i).append(",a").append(i).append(".png,1\n");
        }
        assertThat(faults("imagse", text.toString())).singleElement().satisfies(p -> assertThat(p.toString())
                .contains("imagse does not exist; 5000 rows")
                .contains("Did you mean \"images\"?"));
        assertThat(faults("images", text.toString())).singleElement().satisfies(p -> assertThat(p.toString())
                .contains("none of the 5000 images exists")
                .contains("row 1"));
        assertThat(faults("images", text.toString().replace(",a", ",foldr/a")))
                .singleElement()
                .satisfies(p -> assertThat(p.toString())
                        .contains("foldr does not exist; 5000 rows")
                        .contains("Did you mean \"folder\"?"));
    }

    @Test
    void aLostPictureIsNamedAndAnEmptyCellIsNone() throws IOException {
        assertThat(faults("images", "id,image,sick\na,a.png,1\nb,,1\nc,lost.png,0\n"))
                .singleElement()
                .satisfies(p -> assertThat(p.toString())
                        .contains("lost.png does not exist")
                        .contains("row 3 (line 4)"));
        TableCohort cohort = open("images", "id,image,sick\na,a.png,1\nb,,1\nc,NA,0\n");
        assertThat(cohort.get(0).images()).containsOnlyKeys("frontal");
        assertThat(cohort.get(1).images()).isEmpty();
        assertThat(cohort.get(2).images()).isEmpty();
    }

    @Test
    void corruptPicturesAreNamedTogetherByRowAndPath() throws IOException {
        byte[] whole = Files.readAllBytes(images.resolve("a.png"));
        whole[whole.length - 20] ^= 1;
        Files.write(images.resolve("b.png"), whole);
        Files.write(images.resolve("c.jpg"), new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 4});
        TableCohort cohort = open("images", "id,image,sick\na,a.png,1\nb,b.png,1\nc,c.jpg,0\n");
        DataException e = catchThrowableOfType(
                DataException.class, () -> StoredCohort.of(cohort, 8, folder.resolve("cache"), Progress.silent()));
        assertThat(e.problems()).hasSize(2);
        assertThat(e.problems().get(0).toString())
                .contains("b.png")
                .contains("row 2 (line 3)")
                .contains("checksum");
        assertThat(e.problems().get(1).toString())
                .contains("c.jpg")
                .contains("row 3 (line 4)")
                .contains("cut off");
    }

    @Test
    void aStoredCohortGivesTheSamePixels() throws IOException {
        TableCohort cohort = open("images", "id,image,sick\na,a.png,1\nb,,1\nc,a.png,0\n");
        try (StoredCohort stored = StoredCohort.of(cohort, 8, folder.resolve("cache"), Progress.silent())) {
            for (int size : new int[] {8, 5}) {
                assertThat(stored.get(2).images().get("frontal").read(size).values())
                        .isEqualTo(
                                cohort.get(0).images().get("frontal").read(size).values());
            }
            assertThat(stored.get(1).images()).isEmpty();
        }
    }

    private TableCohort open(String root, String text) throws IOException {
        Files.writeString(folder.resolve("data/cases.csv"), text);
        Schema schema = Schema.parse("""
                version = 1
                table = "cases.csv"
                case = "id"
                [[modality]]
                name = "frontal"
                kind = "image"
                column = "image"
                root = "%s"
                [[target]]
                name = "sick"
                """.formatted(root), "schema.toml");
        return TableCohort.open(schema, folder.resolve("data"));
    }

    private List<Problem> faults(String root, String text) throws IOException {
        DataException e = catchThrowableOfType(DataException.class, () -> open(root, text));
        assertThat(e).as(text.length() < 200 ? text : "").isNotNull();
        return e.problems();
    }

    private static void picture(Path file) throws IOException {
        ImageIO.write(new BufferedImage(9, 7, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
    }
}
