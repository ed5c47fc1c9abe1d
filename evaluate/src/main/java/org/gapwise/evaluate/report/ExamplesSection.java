package org.gapwise.evaluate.report;

import java.util.List;
import java.util.Optional;
import org.gapwise.core.cohort.Label;
import org.gapwise.core.cohort.Pixels;

/** A few cases with what was there, what was not, and what was answered. */
public record ExamplesSection(List<ExampleCase> cases) implements Section {

    public ExamplesSection {
        cases = List.copyOf(cases);
    }

    @Override
    public String id() {
        return "examples";
    }

    @Override
    public String title() {
        return "Examples";
    }

    @Override
    public String lead() {
        return "Cases drawn at random from each pattern, without keys and values. Bars are predicted probabilities;"
                + " \u201cyes\u201d and \u201cno\u201d are what an annotator said.";
    }

    @Override
    public void body(Html out) {
        out.open("div", "class", "cases");
        for (int i = 0; i < cases.size(); i++) {
            one(out, cases.get(i), i + 1);
        }
        out.close();
    }

    private static void one(Html out, ExampleCase example, int number) {
        out.open("figure", "class", "case").leaf("h3", "Case " + number);
        example.images().forEach((name, pixels) -> image(out, name, pixels, number));
        out.open("p", "class", "features");
        int all = example.present().size() + example.absent().size();
        if (all > 0) {
            out.leaf("strong", example.present().size() + " of " + Figures.many(all, "feature"));
        }
        example.present().forEach(name -> out.text(" ").leaf("span", name, "class", "chip there"));
        example.absent().forEach(name -> out.text(" ").leaf("span", name, "class", "chip gone"));
        out.close();
        answers(out, example);
        out.close();
    }

    private static void image(Html out, String name, Optional<Pixels> pixels, int number) {
        if (pixels.isPresent()) {
            out.mark(
                    "img",
                    "src",
                    Png.dataUri(pixels.get()),
                    "alt",
                    name + " of case " + number,
                    "width",
                    "112",
                    "height",
                    "112");
        } else {
            out.leaf("div", "no " + name, "class", "noimage");
        }
    }

    private static void answers(Html out, ExampleCase example) {
        out.open("table", "class", "answers")
                .leaf("caption", "Predicted", "class", "unseen")
                .open("tbody");
        for (ExampleCase.Answer answer : example.answers()) {
            out.open("tr").leaf("th", answer.target(), "scope", "row").open("td");
            out.open("svg", "viewBox", "0 0 60 8", "width", "60", "height", "8", "aria-hidden", "true");
            out.mark("rect", "width", "60", "height", "8", "class", "track");
            out.mark("rect", "width", Figures.px(60 * answer.probability()), "height", "8", "class", "have");
            out.close().close();
            Grid.number(out, Figures.two(answer.probability()));
            out.leaf("td", said(answer.label()), "class", "said");
            out.close();
        }
        out.close().close();
    }

    private static String said(Optional<Label> label) {
        return label.map(l -> switch (l) {
                    case POSITIVE -> "yes";
                    case NEGATIVE -> "no";
                    case UNCERTAIN -> "unsure";
                })
                .orElse("\u2013");
    }
}
