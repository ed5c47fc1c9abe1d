package org.gapwise.model.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.gapwise.core.Progress;
import org.gapwise.model.ModelPredictor;
import org.gapwise.model.ModelSpec;
import org.gapwise.model.VerifyToy;
import org.gapwise.model.fusion.BlockStyle;
import org.gapwise.model.fusion.ReadoutForm;
import org.junit.jupiter.api.Test;

class VerificationTest {

    @Test
    void ourModelKeepsItsPromises() {
        Verification found = verify(BlockStyle.PRENORM, ReadoutForm.SUMMARY, ModelSpec.Gaps.MASKED);
        assertThat(found.checks())
                .allSatisfy(
                        check -> assertThat(check.passed()).as(check.toString()).isTrue());
        assertThat(found.checks()).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void thePaperCorrectedKeepsItsPromises() {
        assertThat(verify(BlockStyle.RELEASED, ReadoutForm.FLATTENED, ModelSpec.Gaps.MASKED)
                        .passed())
                .isTrue();
    }

    @Test
    void theZeroFilledReferenceIsFoundOut() {
        assertThat(verify(BlockStyle.PRENORM, ReadoutForm.SUMMARY, ModelSpec.Gaps.ZEROS)
                        .passed())
                .isFalse();
    }

    private static Verification verify(BlockStyle block, ReadoutForm readout, ModelSpec.Gaps gaps) {
        try (ModelPredictor predictor = VerifyToy.predictor(block, readout, gaps)) {
            return Verification.of(predictor, 100, 1, Progress.silent());
        }
    }
}
