package org.gapwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.file.Json;
import org.gapwise.model.ModelPredictor;
import org.gapwise.model.verify.Check;
import org.gapwise.model.verify.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gapwise verify}. */
@Command(
        name = "verify",
        header = "Proves on a trained model that what is absent changes nothing.",
        description =
                "Checks the checksums, then asks the model about random cases with random gaps in several ways: with "
                        + "rubbish under the masks, alone and side by side, with each subset of modalities, and with nothing at all. "
                        + "Ends with 4 when a promise is broken.",
        footer = {"", "Example:", "  gapwise verify model --masks 10000"})
final class VerifyCommand implements Callable<Integer> {

    private static final int BROKEN = 4;

    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "MODEL", description = "Folder that train wrote.")
    private Path model = Path.of("");

    @Option(
            names = "--masks",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many random masks (default: ${DEFAULT-VALUE}).")
    private int masks;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides the masks (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() {
        Bundle bundle = Bundle.open(model);
        try (ModelPredictor predictor = ModelPredictor.open(bundle)) {
            Verification verification = Verification.of(predictor, Math.max(1, masks), seed, common.progress());
            StringBuilder text = new StringBuilder("ok    every file is as it was written\n");
            for (Check check : verification.checks()) {
                text.append(check.passed() ? "ok    " : "NO    ").append(check.name());
                text.append(" (").append(check.figure()).append(")\n");
            }
            ObjectNode tree = Json.object();
            tree.put("passed", verification.passed()).put("masks", masks);
            tree.set("checks", Json.tree(verification.checks()));
            common.answer(text.toString(), tree);
            return verification.passed() ? 0 : BROKEN;
        }
    }
}
