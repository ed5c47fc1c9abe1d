package org.gapwise.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.gapwise.server.FakeFolder;
import org.gapwise.server.OnTestServer;
import org.junit.jupiter.api.Test;

/** Looking at the folders again and again. */
final class ReloadsTest extends OnTestServer {

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            server.reloads().look();
        }
    }

    private List<String> failures() {
        return server.log().stream()
                .filter(line -> line.contains("\"reload failed\""))
                .toList();
    }

    private double answer() {
        return server.post("/v1/predict", "{}")
                .json()
                .path("probabilities")
                .path("septic")
                .doubleValue();
    }

    @Test
    void whatCannotBeOpenedIsTriedAgainOnceItHasChanged() throws Exception {
        double before = answer();
        int tries = server.opener().tries();
        FakeFolder.write(folder.resolve("chest"), "half");
        look(5);
        assertThat(server.opener().tries() - tries).isEqualTo(1);
        assertThat(failures()).hasSize(1);
        assertThat(failures().get(0)).contains("it is broken.", "Restore it.", "when a file of the folder changes");
        assertThat(answer()).isEqualTo(before);
        // A person who asks is not told of last time.
        assertThat(server.reloads().now().failed()).hasSize(1);
        assertThat(server.opener().tries() - tries).isEqualTo(2);
        look(5);
        assertThat(server.opener().tries() - tries).isEqualTo(2);
        // Its checksums may have been there before the rest of it.
        Files.writeString(folder.resolve("chest/more.bin"), "the rest");
        look(5);
        assertThat(server.opener().tries() - tries).isEqualTo(3);
        assertThat(failures()).hasSize(1);
        FakeFolder.write(folder.resolve("chest"), "3");
        look(5);
        assertThat(server.opener().tries() - tries).isEqualTo(4);
        assertThat(answer()).isGreaterThan(before);
    }

    @Test
    void aBrokenFolderThatIsWholeAgainAsItWasIsServedOn() {
        FakeFolder.write(folder.resolve("chest"), "half");
        look(2);
        FakeFolder.write(folder.resolve("chest"), "-1");
        int tries = server.opener().tries();
        look(2);
        assertThat(server.reloads().now().failed()).isEmpty();
        assertThat(server.opener().tries()).isEqualTo(tries);
    }

    @Test
    void whatMayNotBeReadIsSaidOnceAndTheOthersAreFollowed() {
        double before = answer();
        FakeFolder.write(folder.resolve("chest"), "secret");
        int tries = server.opener().tries();
        look(3);
        assertThat(server.opener().tries() - tries).isEqualTo(1);
        assertThat(failures()).hasSize(1);
        assertThat(failures().get(0)).contains("the model cannot be read.").doesNotContain("permission");
        assertThat(server.log()).noneMatch(line -> line.contains("\"event\":\"bug\""));
        assertThat(answer()).isEqualTo(before);
    }

    /** A timer that is thrown at ends, and no new model would ever be seen. */
    @Test
    void aBugDoesNotEndTheLooking() {
        double before = answer();
        FakeFolder.write(folder.resolve("chest"), "bug");
        look(1);
        assertThat(server.log()).anyMatch(line -> line.contains("\"event\":\"bug\"") && line.contains("\"reload\""));
        assertThat(answer()).isEqualTo(before);
        FakeFolder.write(folder.resolve("chest"), "3");
        look(1);
        assertThat(answer()).isGreaterThan(before);
    }
}
