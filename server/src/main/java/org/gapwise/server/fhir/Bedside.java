package org.gapwise.server.fhir;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gapwise.core.DataException;
import org.gapwise.core.Problem;
import org.gapwise.core.Problems;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.schema.ImageModality;
import org.gapwise.server.http.Refusal;
import org.gapwise.server.model.Chart;
import org.gapwise.server.model.Served;

/**
 * A model's answer about the patient of a Bundle.
 *
 * @param basis references of the resources that the answer rests on
 */
public record Bedside(Served model, Chart chart, Prediction prediction, List<String> basis) {

    private static final int UNPROCESSABLE = 422;
    private static final String FIX = "Give each picture the name of its modality as title.";

    /** Asks; a model that does not fit FHIR is a {@link Refusal}, a Bundle that cannot be read a {@link DataException}. */
    public static Bedside ask(Served model, byte[] bundle, String where) {
        List<Problem> faults = model.charts().faults();
        if (!faults.isEmpty()) {
            throw new Refusal(UNPROCESSABLE, faults);
        }
        Chart chart = model.charts().read(bundle, where);
        Map<String, String> sources = new LinkedHashMap<>(chart.sources());
        Case one = chart.known();
        Problems problems = new Problems();
        for (Map.Entry<String, Chart.Picture> each :
                named(model.schema().images(), chart.pictures(), problems).entrySet()) {
            Chart.Picture picture = each.getValue();
            try {
                one = one.with(each.getKey(), model.pictures().read(picture.bytes(), picture.where()));
                picture.source().ifPresent(source -> sources.put(each.getKey(), source));
            } catch (DataException e) {
                problems.addAll(e.problems());
            }
        }
        problems.throwIfAny(DataException::new);
        Prediction prediction = model.predict(List.of(one)).get(0);
        Set<String> basis = new LinkedHashSet<>();
        prediction.used().forEach(input -> Optional.ofNullable(sources.get(input))
                .ifPresent(basis::add));
        return new Bedside(model, chart, prediction, List.copyOf(basis));
    }

    /** Pictures by modality: by their titles, and without a title where there is but one modality. */
    private static Map<String, Chart.Picture> named(
            List<ImageModality> images, List<Chart.Picture> pictures, Problems problems) {
        Map<String, Chart.Picture> named = new LinkedHashMap<>();
        for (Chart.Picture picture : pictures) {
            Optional<String> name = images.stream()
                    .map(ImageModality::name)
                    .filter(each -> images.size() == 1 || picture.title().equals(Optional.of(each)))
                    .findFirst();
            if (name.isEmpty()) {
                List<String> names = images.stream().map(ImageModality::name).toList();
                problems.add(
                        names.isEmpty() ? "the model looks at no pictures." : "the picture is of no known modality.",
                        picture.where(),
                        names.isEmpty() ? "Leave it out." : FIX + " There are " + String.join(", ", names) + ".");
            } else if (named.putIfAbsent(name.get(), picture) != null) {
                problems.add("there is a second picture of a modality.", picture.where(), "Send one of each.");
            }
        }
        return named;
    }

    /** The time that the case is of, to the second, as FHIR writes it. */
    String at() {
        return chart.at().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** What was not there, what was and could not be used, and what else a reader should know; a sentence each. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add(
                prediction.absent().isEmpty()
                        ? "Nothing was absent."
                        : "Absent, and not filled in: " + String.join(", ", prediction.absent()) + ".");
        prediction.warnings().forEach(warning -> notes.add("Warning: " + warning + "."));
        chart.remarks().forEach(remark -> notes.add("Not used: " + remark.what() + " (" + remark.where() + ")"));
        return notes;
    }
}
