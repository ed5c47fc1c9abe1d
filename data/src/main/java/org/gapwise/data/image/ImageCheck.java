package org.gapwise.data.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import org.gapwise.core.Problem;
import org.gapwise.core.Progress;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Pixels;

/**
 * What the pictures of one modality are like, each decoded once.
 *
 * @param cases that have a picture
 * @param files different ones
 * @param grey how many have one channel; the others have colors
 * @param smallest shortest side of any, in pixels
 * @param largest longest side of any, in pixels
 * @param faults pictures that cannot be read, by row and path
 * @param prints of the pictures that can be read, by path
 */
public record ImageCheck(
        String modality,
        int cases,
        int files,
        int grey,
        int smallest,
        int largest,
        List<Problem> faults,
        Map<Path, Fingerprint> prints) {

    /** One check for each image modality of the schema. */
    public static List<ImageCheck> of(Cohort cohort, Progress progress) {
        List<ImageCheck> checks = new ArrayList<>();
        cohort.schema().images().forEach(modality -> checks.add(of(cohort, modality.name(), progress)));
        return checks;
    }

    /** What one decoding shows. */
    private record Seen(int width, int height, int channels, Fingerprint print) {}

    private static ImageCheck of(Cohort cohort, String modality, Progress progress) {
        int cases = 0;
        Map<Path, ImageFile> distinct = new LinkedHashMap<>();
        for (Case one : cohort.cases()) {
            if (one.images().get(modality) instanceof ImageFile file) {
                distinct.putIfAbsent(file.path(), file);
                cases++;
            }
        }
        List<ImageFile> files = List.copyOf(distinct.values());
        Map<Integer, Problem> faults = new ConcurrentSkipListMap<>();
        Map<Integer, Seen> seen = new ConcurrentSkipListMap<>();
        progress.start("checking images", files.size());
        try {
            Workers.everyCore().each(files.size(), i -> {
                try {
                    Pixels pixels = Decoder.decode(files.get(i).container());
                    seen.put(i, new Seen(pixels.width(), pixels.height(), pixels.channels(), Fingerprint.of(pixels)));
                } catch (ImageFault e) {
                    faults.put(i, files.get(i).problem(e));
                }
                progress.step(1);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("checking images was interrupted", e);
        }
        progress.done();
        Map<Path, Fingerprint> prints = new LinkedHashMap<>();
        seen.forEach((i, one) -> prints.put(files.get(i).path(), one.print()));
        return new ImageCheck(
                modality,
                cases,
                files.size(),
                (int) seen.values().stream().filter(one -> one.channels() == 1).count(),
                sides(seen, Math::min).min().orElse(0),
                sides(seen, Math::max).max().orElse(0),
                List.copyOf(faults.values()),
                Collections.unmodifiableMap(prints));
    }

    /** The shorter or the longer side of each picture. */
    private static IntStream sides(Map<Integer, Seen> seen, IntBinaryOperator which) {
        return seen.values().stream().mapToInt(one -> which.applyAsInt(one.width(), one.height()));
    }
}
