package org.gapwise.model.fusion;

/**
 * What a read-out spans.
 *
 * @param slots tokens when everything is present
 * @param width D
 * @param labels L
 */
public record ReadoutSize(int slots, int width, int labels) {}
