package org.gapwise.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gapwise.core.encoding.EncodedCase;
import org.gapwise.core.schema.Schema;
import org.gapwise.model.batch.Batch;
import org.gapwise.model.loss.MaskedLoss;
import org.gapwise.model.loss.UncertainPolicy;
import org.gapwise.model.token.Tokens;
import org.gapwise.nn.Pass;
import org.gapwise.nn.Tensor;

/**
 * The fusion network, trained under several views of each batch at once: as it is, each modality alone, and without each
 * modality. Encoders, which cost most, run once; the fusion runs once a view. So every modality has to tell what it
 * knows by itself in every step, and none can lean on another that learns faster. It answers as the fusion network does.
 */
final class ViewsNetwork extends FusionNetwork {

    ViewsNetwork(Schema schema, ModelSpec spec, SplittableRandom random) {
        super(schema, spec, random);
    }

    @Override
    public Tensor loss(Batch batch, Pass pass, UncertainPolicy uncertain) {
        List<Tokens> parts = marked(batch, pass);
        Tensor sum = MaskedLoss.of(fused(parts, pass), batch.labels(), uncertain);
        int views = 1;
        for (Set<Integer> kept : views(parts.size())) {
            Tensor changed = changed(parts, kept);
            if (changed.toFloat().sum().item() > 0) {
                Tensor labels = batch.labels().maskedFill(changed.not().unsqueeze(1), EncodedCase.UNANNOTATED);
                sum = sum.plus(MaskedLoss.of(fused(only(parts, kept), pass), labels, uncertain));
                views++;
            }
        }
        return sum.times(1.0 / views);
    }

    /** Each modality alone, and all but each; for two modalities these are the same. */
    private static Set<Set<Integer>> views(int modalities) {
        Set<Set<Integer>> views = new LinkedHashSet<>();
        for (int m = 0; modalities > 1 && m < modalities; m++) {
            int one = m;
            views.add(Set.of(m));
            views.add(Set.copyOf(
                    IntStream.range(0, modalities).filter(i -> i != one).boxed().toList()));
        }
        return views;
    }

    private static List<Tokens> only(List<Tokens> parts, Set<Integer> kept) {
        List<Tokens> left = new ArrayList<>();
        for (int m = 0; m < parts.size(); m++) {
            left.add(kept.contains(m) ? parts.get(m) : parts.get(m).absent());
        }
        return left;
    }

    /** {@code [B]}: cases that lose something under the view and still have something. */
    private static Tensor changed(List<Tokens> parts, Set<Integer> kept) {
        boolean[] has = new boolean[(int) parts.get(0).batch()];
        boolean[] loses = new boolean[has.length];
        for (int m = 0; m < parts.size(); m++) {
            boolean[] there = parts.get(m).present().toBooleans();
            boolean[] into = kept.contains(m) ? has : loses;
            for (int i = 0; i < there.length; i++) {
                into[i / parts.get(m).count()] |= there[i];
            }
        }
        boolean[] both = new boolean[has.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = has[i] && loses[i];
        }
        return Tensor.of(both, both.length);
    }
}
