package org.gapwise.server.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gapwise.core.Problem;
import org.gapwise.core.cohort.Case;

/**
 * What a FHIR Bundle tells of one patient at one time.
 *
 * @param known the case, without pictures
 * @param patient reference of the patient, e.g. {@code Patient/1}
 * @param at the time that the case is of: nothing in it is later
 * @param imaging the study that is asked about, if there is one
 * @param pictures that lie in the Bundle
 * @param sources reference of the resource that a feature's value stands in, by feature
 * @param remarks what was there and could not be used, and why
 */
public record Chart(
        Case known,
        String patient,
        Instant at,
        Optional<Imaging> imaging,
        List<Picture> pictures,
        Map<String, String> sources,
        List<Problem> remarks) {

    /**
     * A picture.
     *
     * @param title may name the modality
     * @param bytes of the file; not copied, do not change
     * @param source reference of the resource that holds it; empty when it has no name
     * @param where says in messages which one it is
     */
    public record Picture(Optional<String> title, byte[] bytes, Optional<String> source, String where) {}

    /**
     * An imaging study, all by reference.
     *
     * @param study e.g. {@code ImagingStudy/1}
     * @param encounter during which it was made
     * @param orders what it was made for
     */
    public record Imaging(String study, Optional<String> encounter, List<String> orders) {

        public Imaging {
            orders = List.copyOf(orders);
        }
    }

    public Chart {
        pictures = List.copyOf(pictures);
        sources = Map.copyOf(sources);
        remarks = List.copyOf(remarks);
    }
}
