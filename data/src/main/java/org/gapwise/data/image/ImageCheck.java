package org.gapwise.data.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

/**
 * What the pictures of one modality are like, each decoded once.
 *
 * @param cases that have a picture
 * @param files different ones
 * @param grey how many have one channel; the others have colors
 * @param smallest shortest side of any, in pixels
 * @param largest longest side of any, in pixels
 * @param faults pictures that cannot be read, by row and path
 */
public record ImageCheck(
        String modality, int cases, int files, int grey, int smallest, int largest, List<Problem> faults) {

    /** One check for each image modality of the schema. */
    public static List<ImageCheck> of(Cohort cohort, Progress progress) {
        List<ImageCheck> checks = new ArrayList<>();
        cohort.schema().images().forEach(modality -> checks.add(of(cohort, modality.name(), progress)));
        return checks;
    }

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
        Map<Integer, Container> containers = new ConcurrentSkipListMap<>();
        Map<Integer, Integer> channels = new ConcurrentSkipListMap<>();
        progress.start("checking images", files.size());
        try {
            Workers.each(files.size(), i -> {
                try {
                    Container container = files.get(i).container();
                    channels.put(i, Decoder.decode(container).channels());
                    containers.put(i, container.withoutBytes());
                } catch (ImageFault e) {
                    faults.put(i, files.get(i).problem(e));
                }
                progress.step(1);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("checking images was interrupted", e);
        }
        progress.done();
        return new ImageCheck(
                modality,
                cases,
                files.size(),
                (int) channels.values().stream().filter(c -> c == 1).count(),
                sides(containers, Math::min).min().orElse(0),
                sides(containers, Math::max).max().orElse(0),
                List.copyOf(faults.values()));
    }

    /** The shorter or the longer side of each picture. */
    private static IntStream sides(Map<Integer, Container> containers, IntBinaryOperator which) {
        return containers.values().stream().mapToInt(c -> which.applyAsInt(c.width(), c.height()));
    }
}
