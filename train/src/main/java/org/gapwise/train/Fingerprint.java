package org.gapwise.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;
import org.gapwise.core.cohort.Case;
import org.gapwise.core.cohort.Cohort;
import org.gapwise.core.cohort.Split;
import org.gapwise.core.file.Json;
import org.gapwise.core.file.Sha256;
import org.gapwise.core.schema.Schema;

/** What is trained on what, as hashes: nobody can read a case out of it. */
public final class Fingerprint {

    private Fingerprint() {}

    /** @param donors hashes of the weights that the run begins with */
    public static String of(Cohort cohort, Split split, Plan plan, List<String> donors) {
        return of(data(cohort), cohort.schema(), split, plan, donors);
    }

    /**
     * The same where the data were hashed before.
     *
     * @param data of {@link #data}
     */
    public static String of(String data, Schema schema, Split split, Plan plan, List<String> donors) {
        ObjectNode root = Json.object();
        root.put("plan", Sha256.of(plan.toToml()));
        root.put("objective", plan.model().fusion().revision());
        root.put("schema", Sha256.of(schema.toToml()));
        root.put("data", data);
        root.put("split", Sha256.of(split.parts().toString()));
        root.set("donors", Json.tree(donors));
        return Json.text(root);
    }

    /** Over ids, groups, cells, labels and which pictures there are, in order; pixels are not read. */
    public static String data(Cohort cohort) {
        StringBuilder hashes = new StringBuilder();
        for (Case one : cohort.cases()) {
            hashes.append(Sha256.of(String.join(
                    "\u0000",
                    one.id(),
                    one.group(),
                    new TreeMap<>(one.numbers()).toString(),
                    new TreeMap<>(one.categories()).toString(),
                    new TreeMap<>(one.images()).keySet().toString(),
                    new TreeMap<>(one.labels()).toString())));
        }
        return Sha256.of(hashes.toString());
    }
}
