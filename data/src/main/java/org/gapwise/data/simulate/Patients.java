package org.gapwise.data.simulate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The simulator's patients one after another, for layouts other than the flat table; none is kept. */
public final class Patients {

    private final Hospital hospital = StandardHospital.create();
    private final SimulationPlan plan;

    public Patients(SimulationPlan plan) {
        this.plan = plan;
    }

    /** Hands over the visits of each patient, until the plan's number of cases is reached. */
    public void forEach(Consumer<List<Visit>> reader) {
        new Admissions(hospital, plan)
                .forEachPatient(studies ->
                        reader.accept(studies.stream().map(this::visit).toList()));
    }

    private Visit visit(Study study) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < study.values().length; i++) {
            if (study.hasTable() && study.measured()[i]) {
                Measurement measurement = hospital.columns().get(i).measurement();
                cells.put(measurement.name(), measurement.write(study.values()[i]));
            }
        }
        List<Double> strengths = Arrays.stream(study.signs()).boxed().toList();
        return new Visit(
                study.number(), cells, study.labels(), study.hasTable(), study.hasImage(), new Visit.Signs(strengths));
    }
}
