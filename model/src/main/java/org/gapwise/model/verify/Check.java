package org.gapwise.model.verify;

/**
 * One property of a model, looked at many times.
 *
 * @param name the property, as a sentence
 * @param passed whether it held each time
 * @param figure what was measured
 */
public record Check(String name, boolean passed, String figure) {}
