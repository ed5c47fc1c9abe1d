package org.gapwise.core.missingness;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.gapwise.core.schema.Feature;
import org.gapwise.core.schema.Modality;
import org.gapwise.core.schema.Schema;
import org.gapwise.core.schema.TableModality;

/** How much goes missing at a time. */
public sealed interface Grain {

    /** Names of the modalities that lose something. */
    List<String> modalities();

    /** Whether a modality can lose a part of itself. */
    boolean inParts();

    /** Makes the masks of a draw; for this package. */
    void draw(Drawing drawing);

    /** Why a schema has nothing of this kind. */
    default Optional<String> obstacle(Schema schema) {
        return modalities().stream()
                .filter(name -> schema.modalities().stream().noneMatch(fits(name)))
                .map(name -> "there is no " + (inParts() ? "table" : "modality") + " \"" + name + "\"")
                .findFirst();
    }

    private Predicate<Modality> fits(String name) {
        return modality -> modality.name().equals(name) && (!inParts() || modality instanceof TableModality);
    }

    /** Names of the features that can go. */
    default List<String> features(Schema schema) {
        return modalities().stream()
                .flatMap(name -> inside(schema, name).stream())
                .toList();
    }

    private static List<String> inside(Schema schema, String modality) {
        return schema.modality(modality) instanceof TableModality table
                ? table.features().stream().map(Feature::name).toList()
                : List.of();
    }

    /** Each feature of the table is lost by floor(rate x N) cases, drawn feature by feature. */
    record Cells(String table) implements Grain {

        @Override
        public List<String> modalities() {
            return List.of(table);
        }

        @Override
        public boolean inParts() {
            return true;
        }

        @Override
        public void draw(Drawing drawing) {
            for (String feature : drawing.losable()) {
                String cell = Things.cell(table, feature);
                drawing.lose(drawing.cases(cell, List.of(feature)), List.of(cell));
            }
        }
    }

    /**
     * floor(rate x F) of the table's F features are gone for all cases. Under a mechanism other than MCAR those go first
     * that are most correlated with its driver, whatever the sign: e.g. the columns that tell most of a label.
     */
    record Columns(String table) implements Grain {

        @Override
        public List<String> modalities() {
            return List.of(table);
        }

        @Override
        public boolean inParts() {
            return true;
        }

        @Override
        public void draw(Drawing drawing) {
            List<String> features = drawing.losable();
            List<String> cells =
                    features.stream().map(f -> Things.cell(table, f)).toList();
            drawing.loseColumns(drawing.columns(table, features), cells);
        }
    }

    /** floor(rate x N) cases lose the whole modality, also where they have nothing else. */
    record Whole(String modality) implements Grain {

        @Override
        public List<String> modalities() {
            return List.of(modality);
        }

        @Override
        public boolean inParts() {
            return false;
        }

        @Override
        public void draw(Drawing drawing) {
            drawing.lose(drawing.cases(modality, features(drawing.schema())), modalities());
        }
    }

    /**
     * floor(rate x N) cases lose all of these modalities together. Cases that would be left with nothing are drawn last,
     * when the rate asks for more than all others.
     */
    record Together(List<String> modalities) implements Grain {

        public Together {
            modalities = several(modalities);
        }

        @Override
        public boolean inParts() {
            return false;
        }

        @Override
        public void draw(Drawing drawing) {
            BitSet having = elsewhere(drawing, modalities);
            BitSet emptied = new BitSet();
            emptied.set(0, drawing.size());
            emptied.andNot(having);
            Ranking ranking = drawing.cases(String.join("+", modalities), features(drawing.schema()));
            drawing.lose(ranking.last(emptied, emptied), modalities);
        }
    }

    /**
     * Each of these modalities is lost by floor(rate x N) cases, drawn one by one and independently. A case that has
     * nothing but these keeps the one it would lose last: such losses are drawn after all others, when the rate asks for
     * more. With M modalities that everybody has, nobody is emptied up to a rate of about 1 - 1/M.
     */
    record Apart(List<String> modalities) implements Grain {

        public Apart {
            modalities = several(modalities);
        }

        @Override
        public boolean inParts() {
            return false;
        }

        @Override
        public void draw(Drawing drawing) {
            List<Ranking> rankings = modalities.stream()
                    .map(m -> drawing.cases(m, inside(drawing.schema(), m)))
                    .toList();
            List<int[]> places = rankings.stream().map(Ranking::places).toList();
            BitSet elsewhere = elsewhere(drawing, modalities);
            List<BitSet> spared = new ArrayList<>();
            modalities.forEach(m -> spared.add(new BitSet()));
            BitSet single = new BitSet();
            for (int i = elsewhere.nextClearBit(0); i < drawing.size(); i = elsewhere.nextClearBit(i + 1)) {
                int latest = -1;
                int held = 0;
                for (int m = 0; m < places.size(); m++) {
                    boolean has = drawing.having(modalities.get(m)).get(i);
                    held += has ? 1 : 0;
                    latest = has && (latest < 0 || places.get(m)[i] > places.get(latest)[i]) ? m : latest;
                }
                if (latest >= 0) {
                    spared.get(latest).set(i);
                    single.set(i, held == 1);
                }
            }
            for (int m = 0; m < rankings.size(); m++) {
                BitSet certain = (BitSet) spared.get(m).clone();
                certain.and(single);
                drawing.lose(rankings.get(m).last(spared.get(m), certain), List.of(modalities.get(m)));
            }
        }
    }

    private static List<String> several(List<String> modalities) {
        if (modalities.stream().distinct().count() < Math.max(2, modalities.size())) {
            throw new IllegalArgumentException("several modalities are asked for, not " + modalities);
        }
        return List.copyOf(modalities);
    }

    /** Cases that have something beside these modalities. */
    private static BitSet elsewhere(Drawing drawing, List<String> modalities) {
        BitSet having = new BitSet();
        for (Modality modality : drawing.schema().modalities()) {
            if (!modalities.contains(modality.name())) {
                having.or(drawing.having(modality.name()));
            }
        }
        return having;
    }
}
