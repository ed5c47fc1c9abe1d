package org.gapwise.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gapwise.core.ConfigException;
import org.gapwise.study.Ward;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyFolderTest {

    private Path folder = Path.of("");

    @BeforeEach
    void place(@TempDir Path temporary) {
        folder = temporary.resolve("lab");
    }

    @Test
    void aNewFolderIsTakenAndSaysWhatItHolds() {
        StudyFolder.open(folder, "seed = 1\n", false).close();
        assertThat(folder.resolve("study.toml")).hasContent("seed = 1\n");
    }

    @Test
    void aStudyThatBeganIsGoneOnWithOnlyWhenAsked() throws IOException {
        StudyFolder.open(folder, "a", false).close();
        Files.createDirectories(folder.resolve("models"));
        refused("a", false, "--resume");
        StudyFolder.open(folder, "a", true).close();
    }

    @Test
    void whatWasOnlyEstimatedCanBeRunAsItIs() {
        StudyFolder.open(folder, "a", false).close();
        StudyFolder.open(folder, "a", false).close();
    }

    @Test
    void anotherStudyIsRefusedWhetherOrNotItIsToBeGoneOnWith() {
        StudyFolder.open(folder, "a", false).close();
        refused("b", true, "another study");
        refused("b", false, "another study");
        assertThat(folder.resolve("study.toml")).hasContent("a");
    }

    @Test
    void aFolderThatHoldsSomethingElseIsNotTouched() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("thesis.txt"), "years of work");
        refused("a", true, "no study");
        assertThat(folder.toFile().list()).containsExactly("thesis.txt");
    }

    @Test
    void aTableThatChangedInItsPlaceIsNoticedOnceTheStudyHasBegun() throws IOException {
        try (StudyFolder lab = StudyFolder.open(folder, "a", false)) {
            lab.about(Ward.whole(20, 1));
            lab.about(Ward.whole(20, 2));
            Files.createDirectories(folder.resolve("answers"));
            lab.about(Ward.whole(20, 2));
            assertThatThrownBy(() -> lab.about(Ward.whole(20, 1)))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("cases have changed");
        }
    }

    @Test
    void twoAtATimeAreOneTooMany() {
        try (StudyFolder first = StudyFolder.open(folder, "a", false)) {
            assertThat(first).isNotNull();
            refused("a", true, "another process");
        }
        StudyFolder.open(folder, "a", true).close();
    }

    @Test
    void aFolderTakenByAProcessThatDiedAtOnceIsFree() throws IOException {
        Files.createDirectories(folder);
        Files.createFile(folder.resolve("lock"));
        StudyFolder.open(folder, "a", false).close();
        assertThat(folder.resolve("study.toml")).hasContent("a");
    }

    private void refused(String study, boolean resume, String said) {
        assertThatThrownBy(() -> StudyFolder.open(folder, study, resume))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(said)
                .hasMessageContaining(folder.toString());
    }
}
