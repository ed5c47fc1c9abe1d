package org.gapwise.server.model;

import org.gapwise.core.predict.Predictor;

/**
 * A model that was opened.
 *
 * @param charts reads what is sent in FHIR
 * @param explainer is closed with it, before the predictor
 * @param fingerprint changes with any byte of the model
 */
public record OpenModel(
        Predictor predictor, PictureReader pictures, ChartReader charts, Explainer explainer, String fingerprint) {}
