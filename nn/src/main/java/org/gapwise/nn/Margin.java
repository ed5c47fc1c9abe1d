package org.gapwise.nn;

/** Pixels added on each side of an image; not the same on all sides in networks that come from TensorFlow. */
public record Margin(int left, int right, int top, int bottom) {}
