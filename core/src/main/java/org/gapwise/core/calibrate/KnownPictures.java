package org.gapwise.core.calibrate;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
 * @param turns how they show that they are turned; files from before there was any have none
 */
public record KnownPictures(
        String modality,
        int pictures,
        List<Double> means,
        List<Double> spreads,
        double layoutLimit,
        double lookLimit,
        Turns turns) {

    public KnownPictures {
        means = List.copyOf(means);
        spreads = List.copyOf(spreads);
        turns = Objects.requireNonNullElse(turns, Turns.NONE);
        if (means.size() != PictureTraits.ALL || spreads.size() != PictureTraits.ALL) {
            throw new IllegalArgumentException("a picture has " + PictureTraits.ALL + " traits, not " + means.size()
                    + " means and " + spreads.size() + " spreads");
        }
    }

    /** These, with other turns. */
    public KnownPictures with(Turns other) {
        return new KnownPictures(modality, pictures, means, spreads, layoutLimit, lookLimit, other);
    }

    /** What is odd about a picture and what to do, for people; empty of a familiar one. */
    public Optional<String> doubt(Pixels picture) {
        double[] traits = PictureTraits.of(picture);
        Optional<String> turned = turned(traits)
                .map(turn -> " looks as if it were " + turn.words()
                        + "; check it, and if so ask again with the picture set right");
        Optional<String> unlike = holds(traits)
                ? Optional.empty()
                : Optional.of(" looks unlike the pictures that the model was calibrated on");
        return turned.or(() -> unlike).map(doubt -> modality + doubt);
    }

    private boolean holds(double[] traits) {
        return layout(traits) <= layoutLimit && look(traits) <= lookLimit;
    }

    /**
     * How a picture seems to be turned: turned back it is within both limits, whatever its roughness, and fits markedly better
     * than as it is.
     */
    public Optional<Turn> turned(double[] traits) {
        return nearest(traits)
                .filter(turn -> gain(traits, turn) > turns.limit())
                .filter(turn -> holds(smoothed(turn.undone(traits))));
    }

    private double[] smoothed(double[] traits) {
        double[] smooth = traits.clone();
        smooth[PictureTraits.ROUGHNESS] = means.get(PictureTraits.ROUGHNESS);
        return smooth;
    }

    /** How much nearer the layout lies when it is turned back, from the turn that fits best; below 0 of most pictures. */
    public double gain(double[] traits) {
        return nearest(traits).map(turn -> gain(traits, turn)).orElse(Double.NEGATIVE_INFINITY);
    }

    private double gain(double[] traits, Turn turn) {
        return layout(traits) - layout(turn.undone(traits));
    }

    private Optional<Turn> nearest(double[] traits) {
        return turns.told().stream().min(Comparator.comparingDouble(turn -> layout(turn.undone(traits))));
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
