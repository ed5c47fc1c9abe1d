package org.gapwise.study.protocol;

import java.util.List;
import org.gapwise.core.missingness.Grain;
import org.gapwise.core.missingness.Mechanism;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.evaluate.study.Arm;

/** One modality at a time goes missing completely at random (method 3): an arm a modality. */
public record PaperProtocol(Rates rates) implements Protocol {

    @Override
    public String id() {
        return "paper";
    }

    @Override
    public List<Trial> trials(Schema schema) {
        return schema.modalities().stream().map(m -> trial(schema, m)).toList();
    }

    private Trial trial(Schema schema, Modality modality) {
        String name = modality.name();
        Arm arm = new Arm(Names.id(schema, name), name + " missing", List.of(name), rates.train(), rates.test());
        return new Trial(arm, new Grain.Whole(name), Mechanism.mcar());
    }
}
