package org.gapwise.core.calibrate;

import java.util.List;
import org.gapwise.core.cohort.Pixels;

/**
 * What pictures of a modality look like, and how far from that one may be. Of {@link PictureTraits}; no picture is in it.
 *
 * @param modality name of the image modality
 * @param pictures it was learned on
 * @param means of each trait
 * @param spreads of each trait: its standard deviation, above zero
 * @param layoutLimit most mean squared deviation of the layout, in spreads
 * @param lookLimit largest deviation of any trait of the look, in spreads
 */
public record KnownPictures(
        String modality, int pictures, List<Double> means, List<Double> spreads, double layoutLimit, double lookLimit) {

    public KnownPictures {
        means = List.copyOf(means);
        spreads = List.copyOf(spreads);
        if (means.size() != PictureTraits.ALL || spreads.size() != PictureTraits.ALL) {
            throw new IllegalArgumentException("a picture has " + PictureTraits.ALL + " traits, not " + means.size()
                    + " means and " + spreads.size() + " spreads");
        }
    }

    /** Whether a picture is within both limits. */
    public boolean holds(Pixels picture) {
        double[] traits = PictureTraits.of(picture);
        return layout(traits) <= layoutLimit && look(traits) <= lookLimit;
    }

    /** Mean squared deviation of the layout. */
    public double layout(double[] traits) {
        double sum = 0;
        for (int i = 0; i < PictureTraits.LAYOUT; i++) {
            sum += deviation(traits, i) * deviation(traits, i);
        }
        return sum / PictureTraits.LAYOUT;
    }

    /** Largest deviation of the look. */
    public double look(double[] traits) {
        double most = 0;
        for (int i = PictureTraits.LAYOUT; i < PictureTraits.ALL; i++) {
            most = Math.max(most, Math.abs(deviation(traits, i)));
        }
        return most;
    }

    private double deviation(double[] traits, int i) {
        return (traits[i] - means.get(i)) / spreads.get(i);
    }
}
