package org.gapwise.data.sr;

/**
 * The model that a report is by.
 *
 * @param version of the program that asked it
 * @param fingerprint changes with any byte of the model
 */
public record ReportModel(String name, String version, String fingerprint) {}
