package org.gapwise.study.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.OneModality;
import org.gapwise.core.schema.Schema;
import org.gapwise.train.Fingerprint;

/** A cohort that many trainings learn from: its data are hashed once, and those of each of its modalities. */
final class Hashed implements Cohort {

    private final Cohort cohort;
    private final List<String> data = new ArrayList<>(1);
    private final Map<String, Hashed> alone = new ConcurrentHashMap<>();

    Hashed(Cohort cohort) {
        this.cohort = cohort;
    }

    /** The hash of a cohort's data. */
    static String data(Cohort cohort) {
        return cohort instanceof Hashed hashed ? hashed.data() : Fingerprint.data(cohort);
    }

    /** One modality of a cohort. */
    static Cohort alone(Cohort cohort, String modality) {
        return cohort instanceof Hashed hashed
                ? hashed.alone.computeIfAbsent(
                        modality, name -> new Hashed(hashed.cohort.through(new OneModality(name))))
                : cohort.through(new OneModality(modality));
    }

    private synchronized String data() {
        if (data.isEmpty()) {
            data.add(Fingerprint.data(cohort));
        }
        return data.get(0);
    }

    @Override
    public Schema schema() {
        return cohort.schema();
    }

    @Override
    public int size() {
        return cohort.size();
    }

    @Override
    public Case get(int index) {
        return cohort.get(index);
    }

    @Override
    public void close() {
        cohort.close();
    }
}
