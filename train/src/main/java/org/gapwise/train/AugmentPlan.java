package org.gapwise.train;

import org.gapwise.core.toml.TomlSection;

/**
 * The {@code [augment]} part of a plan: what is done to training pictures.
 *
 * @param probability that a picture is changed at all
 * @param flip probability of a mirror image; it breaks laterality
 * @param flipVertical probability of standing it on its head
 * @param rotate largest turn in degrees
 * @param shift largest shift as a share of the side
 * @param zoom largest change of scale, 0.1 is 10 %
 * @param light largest change of brightness and contrast, 0.1 is 10 %
 */
public record AugmentPlan(
        double probability, double flip, double flipVertical, double rotate, double shift, double zoom, double light) {

    static AugmentPlan read(TomlSection section, AugmentPlan base) {
        return new AugmentPlan(
                section.number("probability", base.probability, 0, 1),
                section.number("flip", base.flip, 0, 1),
                section.number("flip_vertical", base.flipVertical, 0, 1),
                section.number("rotate", base.rotate, 0, 180),
                section.number("shift", base.shift, 0, 0.5),
                section.number("zoom", base.zoom, 0, 0.5),
                section.number("light", base.light, 0, 0.9));
    }

    boolean active() {
        return probability > 0 && (flip > 0 || flipVertical > 0 || rotate > 0 || shift > 0 || zoom > 0 || light > 0);
    }

    String toToml() {
        return "[augment]\nprobability = " + probability + "\nflip = " + flip + "\nflip_vertical = " + flipVertical
                + "\nrotate = " + rotate + "\nshift = " + shift + "\nzoom = " + zoom + "\nlight = " + light + "\n";
    }
}
