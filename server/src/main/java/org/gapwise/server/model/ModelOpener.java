package org.gapwise.server.model;

import java.nio.file.Path;

/** Opens the folder of a model. */
public interface ModelOpener {

    /** Whether there is a model in a folder, as far as one can tell without reading it. */
    boolean recognizes(Path folder);

    /** Changes when the model in a folder changes; cheap enough to ask for every few seconds. */
    String fingerprint(Path folder);

    /** Opens it; one that cannot be used is a {@link org.gapwise.core.BundleException}. */
    OpenModel open(Path folder);
}
