package org.gapwise.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.calibrate.CalibratedPredictor;
import org.gapwise.core.cohort.ImageSource;
import org.gapwise.core.monitor.Profile;
import org.gapwise.core.predict.Predictor;
import org.gapwise.data.image.ImageBytes;
import org.gapwise.model.ModelPredictor;
import org.gapwise.server.model.ModelOpener;
import org.gapwise.server.model.OpenModel;

/** Opens bundles for the server, and decodes the pictures that are sent to it. */
final class BundleOpener implements ModelOpener {

    /** Pictures of which the answer's first half is kept, for the next request about the same one. */
    private static final int PICTURES = 64;

    private final long mostPixels;
    private final ModelExplainer.Terms terms;
    // A decoded picture takes far more memory than its file.
    private final Semaphore turn = new Semaphore(1, true);
    private final Semaphore decoders = new Semaphore(Runtime.getRuntime().availableProcessors());

    /** @param mostPixels that a picture may have */
    BundleOpener(long mostPixels, ModelExplainer.Terms terms) {
        this.mostPixels = mostPixels;
        this.terms = terms;
    }

    @Override
    public boolean recognizes(Path folder) {
        return Files.isRegularFile(folder.resolve(Bundle.CHECKSUMS));
    }

    @Override
    public String fingerprint(Path folder) {
        return Bundle.fingerprint(folder);
    }

    @Override
    public OpenModel open(Path folder) {
        // Read first: a folder that is replaced meanwhile is seen to have changed next time.
        String fingerprint = fingerprint(folder);
        Bundle bundle = Bundle.open(folder);
        Optional<Profile> profile = Profile.of(bundle);
        ModelPredictor predictor = ModelPredictor.open(bundle).remembering(PICTURES);
        try {
            return opened(bundle, predictor, fingerprint, profile);
        } catch (RuntimeException e) {
            predictor.close();
            throw e;
        }
    }

    private OpenModel opened(Bundle bundle, ModelPredictor predictor, String fingerprint, Optional<Profile> profile) {
        int size = predictor.spec().image().size();
        Predictor calibrated = CalibratedPredictor.of(bundle, predictor);
        Trial.of(calibrated).ask(bundle.file("").toString());
        ModelExplainer explainer = ModelExplainer.open(bundle, calibrated, size, terms, turn);
        return new OpenModel(
                calibrated,
                (bytes, where) -> picture(bytes, size, where),
                new FhirCharts(calibrated.schema(), Clock.systemUTC()),
                explainer,
                fingerprint,
                profile);
    }

    private ImageSource picture(byte[] bytes, int size, String where) {
        decoders.acquireUninterruptibly();
        try {
            return ImageBytes.decode(bytes, size, mostPixels, where);
        } finally {
            decoders.release();
        }
    }
}
