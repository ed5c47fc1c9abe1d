package org.gapwise.data.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gapwise.core.DataException;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Numeric;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;

/**
 * The best that any method can do on a simulated cohort, as a predictor: it looks up the exact posterior of a case by
 * its id and by which modalities it still has. A case that has lost nothing gets the posterior that also knows why
 * natural gaps are there. It does not follow single features that were
 * taken away: there it remains an upper bound.
 */
public final class Optimum implements Predictor {

    private final Schema schema;
    private final Map<String, Known> known;

    /** What is stored of a study. */
    private record Known(boolean hasTable, boolean hasImage, Map<Pattern, double[]> posterior) {}

    private Optimum(Schema schema, Map<String, Known> known) {
        this.schema = schema;
        this.known = known;
    }

    /** Opens the folder of a simulated cohort. */
    public static Optimum open(Path folder) {
        Schema schema = Schema.read(folder.resolve(Simulation.SCHEMA));
        Map<String, Known> known = new HashMap<>();
        for (List<String> row : rows(folder.resolve(Simulation.TRUTH), 3)) {
            known.put(row.get(0), new Known(row.get(1).equals("1"), row.get(2).equals("1"), new HashMap<>()));
        }
        Path file = folder.resolve(Simulation.POSTERIORS);
        int number = 0;
        for (List<String> row : rows(file, 2 + Finding.LABELS.size())) {
            number++;
            Known study = known.get(row.get(0));
            Pattern pattern = Pattern.titled(row.get(1));
            if (study == null || pattern == null) {
                throw damaged(file, number, "names a study or a pattern that does not exist.");
            }
            study.posterior().put(pattern, numbers(file, number, row));
        }
        return new Optimum(schema, known);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<Prediction> predict(List<Case> cases) {
        return cases.stream().map(this::answer).toList();
    }

    private Prediction answer(Case one) {
        Known study = known.get(one.id());
        if (study == null) {
            throw new IllegalArgumentException("the optimum is known for the studies of its own folder only");
        }
        boolean table = !one.numbers().isEmpty() || !one.categories().isEmpty();
        boolean image = one.images().containsKey(Pattern.IMAGE_NAME);
        boolean untouched = table == study.hasTable() && image == study.hasImage();
        Pattern pattern = untouched ? Pattern.EVERYTHING : Pattern.of(image, table);
        double[] posterior = Objects.requireNonNull(study.posterior().get(pattern));
        Map<String, Double> probabilities = new LinkedHashMap<>();
        for (int i = 0; i < posterior.length; i++) {
            probabilities.put(Finding.LABELS.get(i), posterior[i]);
        }
        List<String> used = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (Modality modality : schema.modalities()) {
            boolean there = modality instanceof TableModality ? table : image;
            (there ? used : absent).add(modality.name());
        }
        for (Feature feature : schema.features()) {
            Map<String, ?> values = feature instanceof Numeric ? one.numbers() : one.categories();
            (values.containsKey(feature.name()) ? used : absent).add(feature.name());
        }
        List<String> warnings = table || image ? List.of() : List.of("Nothing was present: these are the base rates.");
        return new Prediction(one.id(), probabilities, used, absent, warnings);
    }

    private static double[] numbers(Path file, int number, List<String> row) {
        try {
            return row.stream().skip(2).mapToDouble(Double::parseDouble).toArray();
        } catch (NumberFormatException e) {
            throw damaged(file, number, "holds something that is not a number.");
        }
    }

    /** The rows after the header, each with at least so many cells. */
    private static List<List<String>> rows(Path file, int cells) {
        try {
            List<String> lines = Files.readAllLines(file);
            List<List<String>> rows = new ArrayList<>();
            for (int i = 1; i < lines.size(); i++) {
                List<String> row = List.of(lines.get(i).split(",", -1));
                if (row.size() < cells) {
                    throw damaged(file, i, "has " + row.size() + " cells.");
                }
                rows.add(row);
            }
            return rows;
        } catch (NoSuchFileException e) {
            throw new DataException(
                    "There is no such file.", file.toString(), "Name the folder of a simulated cohort.");
        } catch (IOException e) {
            throw new DataException("It could not be read.", file.toString(), "Simulate the cohort again.");
        }
    }

    private static DataException damaged(Path file, int row, String what) {
        String where = file + ", row " + row + " (line " + (row + 1) + ")";
        return new DataException("The row " + what, where, "Simulate the cohort again.");
    }
}
