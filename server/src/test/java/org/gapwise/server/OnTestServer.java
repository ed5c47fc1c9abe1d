package org.gapwise.server;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that ask a {@link TestServer} of their own each. */
public abstract class OnTestServer {

    @TempDir
    protected Path folder;

    protected TestServer server;

    @BeforeEach
    final void start() {
        server = new TestServer(folder);
    }

    @AfterEach
    final void stop() {
        server.close();
    }
}
