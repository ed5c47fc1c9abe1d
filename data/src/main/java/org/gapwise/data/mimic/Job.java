package org.gapwise.data.mimic;

import java.util.ArrayList;
import java.util.List;
import org.gapwise.core.Problem;
import org.gapwise.data.clinical.Flow;
import org.gapwise.data.desk.Desk;

/** What the steps of one import share. */
final class Job {

    private final Desk desk;
    private final MimicPlan plan;
    private final List<Problem> warnings = new ArrayList<>();
    private Flow flow = new Flow(List.of());

    Job(Desk desk, MimicPlan plan) {
        this.desk = desk;
        this.plan = plan;
    }

    Desk desk() {
        return desk;
    }

    MimicPlan plan() {
        return plan;
    }

    Flow flow() {
        return flow;
    }

    List<Problem> warnings() {
        return warnings;
    }

    void warn(String what, String where, String fix) {
        warnings.add(new Problem(what, where, fix));
    }

    /** Notes how many images, studies and patients a table has by now. */
    void step(String name, String table, Flow.LeftOut... leftOut) {
        String images = table.equals("cases") ? "count(" + pictures() + ")" : "count(*)";
        List<String> counts = desk.rows(
                        "SELECT " + images + ", count(DISTINCT study_id), count(DISTINCT subject_id) FROM " + table)
                .get(0);
        flow = flow.then(new Flow.Step(
                name,
                Long.parseLong(counts.get(0)),
                Long.parseLong(counts.get(1)),
                Long.parseLong(counts.get(2)),
                List.of(leftOut)));
    }

    /** Kinds of pictures that a case may have; their columns end in {@code _path}, since LATERAL is a word of SQL. */
    List<String> kinds() {
        return plan.images().per().equals("image")
                ? List.of("image")
                : plan.images().views();
    }

    private String pictures() {
        return kinds().get(0) + "_path";
    }
}
