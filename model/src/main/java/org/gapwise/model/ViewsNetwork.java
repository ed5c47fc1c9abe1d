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
abstract sealed class ViewsNetwork extends FusionNetwork permits PlainViewsNetwork, DistilledViewsNetwork {

    ViewsNetwork(Schema schema, ModelSpec spec, SplittableRandom random) {
        super(schema, spec, random);
    }

    /** The mean over the views in which any case is annotated. */
    @Override
    public Tensor share(Batch part, Pass pass, UncertainPolicy uncertain, Tensor counts) {
        List<Tokens> parts = marked(part, pass);
        boolean[][] found = found(part);
        Tensor whole = fused(parts, pass.part("view"));
        Tensor sum = MaskedLoss.share(whole, part.labels(), uncertain, counts.select(0, 0));
        Tensor targets = targets(part.labels(), whole);
        int view = 1;
        for (Set<Integer> kept : views(parts.size())) {
            boolean[] changed = changed(found, kept);
            if (any(changed)) {
                Tensor logits = fused(only(parts, kept), pass.part("view " + view));
                sum = sum.plus(MaskedLoss.share(logits, without(changed, targets), uncertain, counts.select(0, view)));
            }
            view++;
        }
        double annotated = counts.sum(false, 1).gt(0).toFloat().sum().item();
        return sum.times(1 / Math.max(1, annotated));
    }

    /**
     * What a view that lost something is taught.
     *
     * @param labels {@code [B, L]}, the annotations
     * @param whole {@code [B, L]}, the logits of the batch as it is
     * @return {@code [B, L]}, with the labels' marks where nothing is taught
     */
    abstract Tensor targets(Tensor labels, Tensor whole);

    /** {@code [V, L]}: annotated cases by view and label, the batch as it is first. */
    @Override
    public Tensor counts(Batch batch, UncertainPolicy uncertain) {
        boolean[][] found = found(batch);
        List<Tensor> counts = new ArrayList<>();
        counts.add(MaskedLoss.counts(batch.labels(), uncertain));
        for (Set<Integer> kept : views(found.length)) {
            counts.add(MaskedLoss.counts(without(changed(found, kept), batch.labels()), uncertain));
        }
        return Tensor.stack(counts, 0);
    }

    private static Tensor without(boolean[] changed, Tensor labels) {
        Tensor same = Tensor.of(changed, changed.length, 1).not();
        return labels.maskedFill(same, EncodedCase.UNANNOTATED);
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

    /** By case: whether it loses something under the view and still has something. */
    private static boolean[] changed(boolean[][] found, Set<Integer> kept) {
        boolean[] both = new boolean[found[0].length];
        for (int i = 0; i < both.length; i++) {
            boolean has = false;
            boolean loses = false;
            for (int m = 0; m < found.length; m++) {
                has |= found[m][i] && kept.contains(m);
                loses |= found[m][i] && !kept.contains(m);
            }
            both[i] = has && loses;
        }
        return both;
    }

    private static boolean any(boolean[] changed) {
        boolean any = false;
        for (boolean one : changed) {
            any |= one;
        }
        return any;
    }
}
