package org.gapwise.server.model;

import java.util.Optional;
import org.gapwise.core.monitor.Profile;
import org.gapwise.core.predict.Predictor;

/**
 * A model that was opened.
 *
 * @param charts reads what is sent in FHIR
 * @param explainer is closed with it, before the predictor
 * @param fingerprint changes with any byte of the model
 * @param profile what its use is compared with; absent where its bundle has none
 */
public record OpenModel(
        Predictor predictor,
        PictureReader pictures,
        ChartReader charts,
        Explainer explainer,
        String fingerprint,
        Optional<Profile> profile) {

    /** Without a profile. */
    public OpenModel(
            Predictor predictor, PictureReader pictures, ChartReader charts, Explainer explainer, String fingerprint) {
        this(predictor, pictures, charts, explainer, fingerprint, Optional.empty());
    }
}
