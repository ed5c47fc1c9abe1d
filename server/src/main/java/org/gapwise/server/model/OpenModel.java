package org.gapwise.server.model;

import org.gapwise.core.predict.Predictor;

/**
 * A model that was opened.
 *
 * @param charts reads what is sent in FHIR
 * @param fingerprint changes with any byte of the model
 */
public record OpenModel(Predictor predictor, PictureReader pictures, ChartReader charts, String fingerprint) {}
