package org.gapwise.evaluate.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gapwise.core.Seeds;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.Pixels;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.core.schema.TableModality;
import org.gapwise.evaluate.Presence;
import org.gapwise.evaluate.Scored;

/**
 * A case as a report may show it: no key, no value, only what was there and what was answered.
 *
 * @param images by image modality; empty where there is none
 * @param present names of features
 * @param absent names of features
 * @param answers highest probability first
 */
public record ExampleCase(
        Map<String, Optional<Pixels>> images, List<String> present, List<String> absent, List<Answer> answers) {

    private static final int THUMBNAIL = 112;
    private static final int ANSWERS = 4;

    /** A probability beside what an annotator said, if anything. */
    public record Answer(String target, double probability, Optional<Label> label) {}

    public ExampleCase {
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
        present = List.copyOf(present);
        absent = List.copyOf(absent);
        answers = List.copyOf(answers);
    }

    /**
     * Draws cases so that every pattern of modalities has its turn, the common ones first.
     *
     * @param scored answers about this very cohort
     */
    public static List<ExampleCase> choose(Cohort cohort, Scored scored, int count, long seed) {
        Map<List<String>, List<Integer>> byPattern = new LinkedHashMap<>();
        for (int row = 0; row < cohort.size(); row++) {
            Presence presence = scored.presence(row);
            byPattern
                    .computeIfAbsent(presence.modalities(), p -> new ArrayList<>())
                    .add(row);
        }
        List<List<Integer>> patterns = new ArrayList<>(byPattern.values());
        patterns.sort(
                Comparator.comparingInt((List<Integer> rows) -> rows.size()).reversed());
        SplittableRandom random = Seeds.of(seed, "examples");
        List<ExampleCase> chosen = new ArrayList<>();
        for (int turn = 0; chosen.size() < Math.min(count, cohort.size()); turn++) {
            List<Integer> rows = patterns.get(turn % patterns.size());
            if (!rows.isEmpty()) {
                chosen.add(of(cohort, scored, rows.remove(random.nextInt(rows.size()))));
            }
        }
        return chosen;
    }

    private static ExampleCase of(Cohort cohort, Scored scored, int row) {
        Case one = cohort.get(row);
        Map<String, Optional<Pixels>> images = new LinkedHashMap<>();
        for (ImageModality image : cohort.schema().images()) {
            images.put(
                    image.name(),
                    Optional.ofNullable(one.images().get(image.name())).map(source -> source.read(THUMBNAIL)));
        }
        List<String> present = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (TableModality table : cohort.schema().tables()) {
            for (Feature feature : table.features()) {
                boolean there = one.numbers().containsKey(feature.name())
                        || one.categories().containsKey(feature.name());
                (there ? present : absent).add(feature.name());
            }
        }
        List<Answer> answers = IntStream.range(0, scored.targets().size())
                .mapToObj(l -> new Answer(scored.targets().get(l), scored.probability(l, row), scored.label(l, row)))
                .sorted(Comparator.comparingDouble(Answer::probability).reversed())
                .limit(ANSWERS)
                .toList();
        return new ExampleCase(images, present, absent, answers);
    }
}
