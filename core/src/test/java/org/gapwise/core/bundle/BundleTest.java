package org.gapwise.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gapwise.core.BundleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {

    @TempDir
    private Path folder;

    private Bundle sealed() throws IOException {
        Path prepared = Files.createDirectory(folder.resolve("prepared"));
        Files.writeString(prepared.resolve(Bundle.MANIFEST), "{\"version\": 1, \"seed\": 42}");
        Files.writeString(prepared.resolve("weights.safetensors"), "some bytes that matter");
        return Bundle.seal(prepared, folder.resolve("model"));
    }

    @Test
    void whatIsSealedOpens() throws IOException {
        Bundle bundle = sealed();
        assertThat(bundle.manifest().path("seed").asInt()).isEqualTo(42);
        assertThat(bundle.text("weights.safetensors")).isEqualTo("some bytes that matter");
        assertThat(folder.resolve("prepared")).doesNotExist();
    }

    @Test
    void everyFlippedBitIsRefused() throws IOException {
        Path model = sealed().folder();
        SplittableRandom random = new SplittableRandom(1);
        for (int k = 0; k < 200; k++) {
            List<Path> files = list(model);
            Path file = files.get(random.nextInt(files.size()));
            byte[] bytes = Files.readAllBytes(file);
            byte[] flipped = bytes.clone();
            flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, flipped);
            assertThatThrownBy(() -> Bundle.open(model)).isInstanceOf(BundleException.class);
            Files.write(file, bytes);
        }
        Bundle.open(model);
    }

    private static List<Path> list(Path model) throws IOException {
        try (var files = Files.list(model)) {
            return files.sorted().toList();
        }
    }

    @Test
    void extraMissingAndLinkedFilesAreRefusedByName() throws IOException {
        Path model = sealed().folder();
        Path extra = Files.writeString(model.resolve("evil.txt"), "x");
        refused(model, "evil.txt");
        Files.delete(extra);
        Path aside = folder.resolve("aside");
        Files.move(model.resolve("weights.safetensors"), aside);
        refused(model, "weights.safetensors");
        Files.createSymbolicLink(model.resolve("weights.safetensors"), aside);
        refused(model, "plain files only");
    }

    private static void refused(Path model, String word) {
        assertThatThrownBy(() -> Bundle.open(model))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(word);
    }

    @Test
    void aFolderThatIsNoBundleSaysSo() {
        refused(folder, "no bundle");
        refused(folder.resolve("nowhere"), "no such folder");
    }

    @Test
    void aChangedBundleIsWholeAndItsOldFormIsGone() throws IOException {
        Bundle bundle = sealed();
        Bundle changed = bundle.with(Map.of("calibration.json", "{}", "weights.safetensors", "other bytes"));
        assertThat(changed.folder()).isEqualTo(bundle.folder());
        assertThat(Bundle.open(bundle.folder()).text("calibration.json")).isEqualTo("{}");
        assertThat(changed.text("weights.safetensors")).isEqualTo("other bytes");
        assertThat(changed.manifest()).isEqualTo(bundle.manifest());
        assertThat(list(folder)).containsExactly(bundle.folder());
    }

    @Test
    void anInterruptedChangeSaysWhereTheBundleIs() throws IOException {
        Path model = sealed().folder();
        Path old = folder.resolve("model.before-change");
        Files.move(model, old);
        assertThatThrownBy(() -> Bundle.open(model))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("model.before-change");
        Files.move(old, model);
        assertThat(Bundle.open(model).with(Map.of("a.txt", "a")).text("a.txt")).isEqualTo("a");
    }
}
